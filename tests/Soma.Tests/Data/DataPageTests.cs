using System.Globalization;
using System.Text.RegularExpressions;
using Soma.Data;
using Soma.Numerics;
using Xunit;

namespace Soma.Tests.Data;

/// <summary>docs/data.md says what the catalogue says.</summary>
public sealed partial class DataPageTests
{
    private static readonly string _page = File.ReadAllText(Path.Combine(Root(), "docs", "data.md"));

    [Fact]
    public void Every_dataset_has_a_row_with_its_licence_source_and_size()
    {
        Dictionary<string, string> rows = Row().Matches(_page).ToDictionary(static row => row.Groups["name"].Value, static row => row.Value);
        Assert.Equal(DatasetCatalog.All.Select(static source => source.Name).Order(), rows.Keys.Order());
        Assert.All(DatasetCatalog.All, source =>
        {
            Assert.Contains($"| {source.Licence} |", rows[source.Name], StringComparison.Ordinal);
            Assert.Contains($"({source.Homepage.AbsoluteUri})", rows[source.Name], StringComparison.Ordinal);
            string size = source.Files.Count == 0 ? "built in" : string.Create(CultureInfo.InvariantCulture, $"| {source.Files.Sum(static file => file.Bytes) / 1e6:F1} MB");
            Assert.Contains(size, rows[source.Name], StringComparison.Ordinal);
            Assert.Contains($"-{source.LabelNames.Count} |", rows[source.Name], StringComparison.Ordinal);
            Assert.All(source.FurtherFolders, folder => Assert.Contains(folder, _page, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_format_is_explained()
        => Assert.All(DataName.Formats, static usage => Assert.Contains($"`{usage.Split(':')[0]}:", _page, StringComparison.Ordinal));

    // The few lines for the library, as they stand on the page, with a file of our own.
    [Fact]
    public void The_lines_for_the_library_do_what_they_say()
    {
        using Soma.Testing.TemporaryFolder folder = new();
        string path = folder.Write("flowers.csv", "width,kind\n1,rose\n2,tulip\n3,rose\n4,tulip\n5,rose\n"u8.ToArray());
        DatasetPair flowers = DataName.Parse($"csv:{path}?label=kind").Load().Pair;
        Assert.Contains("DataName.Parse(\"csv:flowers.csv?label=kind\").Load().Pair", _page, StringComparison.Ordinal);
        Assert.Contains("DatasetPreview.Draw(flowers.Train, first: 0, count: 3)", _page, StringComparison.Ordinal);
        Assert.NotEmpty(DatasetPreview.Draw(flowers.Train, first: 0, count: 3));
        Assert.Equal(1, flowers.WithValidation(count: 1, new RandomStream(0)).Validation!.Count);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Soma.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9-]+)`( \|[^|\n]+){6} \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
