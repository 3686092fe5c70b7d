using System.Globalization;
using Soma.Training;

namespace Soma.Verification;

/// <summary>
/// Finds the tables of the papers in the library. Nothing is listed anywhere: the paper is the folder of an experiment's file, the table is the beginning of <c>published.table</c>, and the
/// cell follows from the data and the experiment's name.
/// </summary>
internal static class PaperReader
{
    /// <summary>Every paper.</summary>
    public static IReadOnlyList<PublishedPaper> Read() =>
    [
        .. from entry in ExperimentLibrary.All
           let experiment = ExperimentReader.Read(entry.Json, entry.Name)
           where experiment.Published is not null
           group (entry, experiment) by entry.Paper into paper
           orderby paper.Key
           select new PublishedPaper(paper.Key, Shared(TablesOf(paper.Key, [.. paper]))),
    ];

    /// <summary>"Table 5 with setting 4, B∞,+ on MNIST" stands in table-5.</summary>
    internal static string TableOf(PublishedResult published) => string.Join('-', published.Table.Split(' ', ',')[..2]).ToLowerInvariant();

    private static IEnumerable<PublishedTable> TablesOf(string paper, IReadOnlyList<(LibraryEntry Entry, Experiment Experiment)> results) =>
        from result in results
        group result by TableOf(result.Experiment.Published!) into table
        orderby KindOf(table.Key) descending, NumberOf(table.Key), table.Key
        select new PublishedTable(table.Key, [.. table.Select(result => new PublishedCell(paper, table.Key, NameOf(result.Entry, result.Experiment, table.Select(static any => any.Entry)), result.Experiment))]);

    // Equal computations give equal bits, so one of them is enough.
    private static List<PublishedTable> Shared(IEnumerable<PublishedTable> tables)
    {
        Dictionary<string, string> runs = [];
        List<PublishedTable> shared = [];
        foreach (PublishedTable table in tables)
        {
            List<PublishedCell> cells = [];
            foreach (PublishedCell cell in table.Cells)
            {
                string identity = cell.Experiment.Identity;
                runs.TryAdd(identity, cell.Experiment.Name);
                cells.Add(cell with { Run = runs[identity] });
            }

            shared.Add(table with { Cells = cells });
        }

        return shared;
    }

    // A variation is called by what its table varies: table-7-setting-3 is mnist/setting-3. Of the main results one is called by its rule, mnist is mnist/corinfomax, and the others by what their
    // names say beyond that one's: mnist-sparse is mnist/sparse, mnist-3layer-bp-ce is mnist/bp-ce.
    private static string NameOf(LibraryEntry entry, Experiment experiment, IEnumerable<LibraryEntry> table)
    {
        if (entry.Group.Length > 0)
            return $"{experiment.Data}/{Without(experiment.Data, Without(entry.Group, entry.Name))}";
        LibraryEntry? first = table.Where(other => other.Group.Length == 0 && entry.Name.StartsWith(other.Name + "-", StringComparison.Ordinal)).MinBy(static other => other.Name.Length);
        return $"{experiment.Data}/{(first is null ? experiment.Rule.Name : Without(first.Name, entry.Name))}";
    }

    private static string Without(string beginning, string name) => name.StartsWith(beginning + "-", StringComparison.Ordinal) ? name[(beginning.Length + 1)..] : name;

    private static string KindOf(string table) => table.Split('-')[0];

    private static int NumberOf(string table) => int.TryParse(string.Concat(table.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
