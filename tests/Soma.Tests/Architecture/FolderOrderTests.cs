using System.Text.RegularExpressions;

namespace Soma.Tests.Layering;

/// <summary>
/// Dependencies point one way: Numerics ← Data ← Networks ← Dynamics ← Learning ← Metrics, Checkpoints ← Training ← Sweeps, Interchange ← Verification ← Reports ← Cli.
/// Files that lie in no folder belong to everybody and use nobody.
/// </summary>
public sealed partial class FolderOrderTests
{
    private const int Everybody = -1;

    private static readonly string[][] _order =
    [
        ["Numerics"],
        ["Data"],
        ["Networks"],
        ["Dynamics"],
        ["Learning"],
        ["Metrics", "Checkpoints"],
        ["Training"],
        ["Sweeps", "Interchange"],
        ["Verification"],
        ["Reports"],
        ["Cli"],
    ];

    // Catches a rule that sees an epoch, a trainer that sees an apical potential, a report that sees a tensor's home.
    [Fact]
    public void A_folder_uses_only_those_before_it()
    {
        List<string> breaches = [];
        foreach (SourceFile file in SourceTree.Under(string.Empty))
        {
            string own = FolderOf(file.Path);
            int level = LevelOf(own);
            foreach (string used in FoldersUsed(file.Code).Where(used => used != own && LevelOf(used) >= level))
                breaches.Add($"{file.Path} uses Soma.{used}");
        }

        Assert.Empty(breaches);
    }

    // A folder that the order does not name would be held to nothing.
    [Fact]
    public void Every_folder_has_a_place_in_the_order()
    {
        IEnumerable<string> known = _order.SelectMany(static folders => folders).Append(string.Empty);
        Assert.Empty(SourceTree.Under(string.Empty).Select(static file => FolderOf(file.Path)).Distinct().Except(known));
    }

    [Fact]
    public void A_file_lives_in_the_namespace_of_its_folder()
    {
        string[] strangers =
        [
            .. from file in SourceTree.Under(string.Empty)
               let match = Namespace().Match(file.Code)
               where match.Success && FolderOf(file.Path) != match.Groups["folder"].Value
               select $"{file.Path} is in {match.Value.Trim()}",
        ];
        Assert.Empty(strangers);
    }

    [Theory]
    [InlineData("using Soma.Training;", "Training")]
    [InlineData("using Step = Soma.Dynamics.NeuralStepSize;", "Dynamics")]
    [InlineData("using static Soma.Learning.RuleCatalog;", "Learning")]
    [InlineData("    var x = Soma.Metrics.Accuracy.Of(y);", "Metrics")]
    public void A_use_is_recognised(string code, string folder) => Assert.Equal([folder], FoldersUsed(code));

    private static string FolderOf(string path)
    {
        string[] parts = path.Split('/');
        return parts[0] == "Soma" ? parts.Length > 2 ? parts[1] : string.Empty : parts[0]["Soma.".Length..];
    }

    private static int LevelOf(string folder) => folder.Length == 0 ? Everybody : Array.FindIndex(_order, folders => folders.Contains(folder));

    private static IEnumerable<string> FoldersUsed(string code)
    {
        string body = Namespace().Replace(code, string.Empty);
        return Use().Matches(body).Select(static match => match.Groups["folder"].Value).Where(static folder => LevelOf(folder) >= 0).Distinct();
    }

    [GeneratedRegex(@"\bSoma\.(?<folder>[A-Z]\w*)")]
    private static partial Regex Use();

    [GeneratedRegex(@"^namespace Soma(\.(?<folder>\w+))?[\w.]*;\s*$", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
