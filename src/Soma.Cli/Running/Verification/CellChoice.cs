using Soma.Verification;

namespace Soma.Cli.Running.Verification;

/// <summary>Finds the cells that a person names.</summary>
internal static class CellChoice
{
    /// <summary>The cells of a paper, a table, or some of a table's.</summary>
    /// <param name="paper">Null for the only one, or for all where they are listed.</param>
    /// <param name="table">Null for all.</param>
    /// <param name="names">None for all.</param>
    /// <param name="list">Whether they are only listed.</param>
    /// <exception cref="UsageException">There is no such thing; the message says what there is.</exception>
    public static IReadOnlyList<PublishedCell> Of(string? paper, string? table, IReadOnlyList<string> names, bool list)
    {
        IReadOnlyList<PublishedPaper> papers = PublishedPaper.All;
        if (paper is null)
            return list ? [.. papers.SelectMany(static known => known.Cells)] : throw new UsageException($"'soma verify' needs PAPER; papers are: {Names(papers, static known => known.Name)}. See: soma verify --list");
        PublishedPaper found = papers.FirstOrDefault(known => known.Name == paper) ?? throw Unknown("paper", paper, [.. papers.Select(static known => known.Name)]);
        if (table is null)
            return [.. found.Cells];
        PublishedTable within = found.Tables.FirstOrDefault(known => known.Name == table) ?? throw Unknown("table", table, [.. found.Tables.Select(static known => known.Name)], paper);
        return names.Count == 0 ? within.Cells : CellsOf(within, names);
    }

    private static PublishedCell[] CellsOf(PublishedTable table, IReadOnlyList<string> names)
    {
        string[] unknown = [.. names.Where(name => !table.Cells.Any(cell => cell.IsCalled(name)))];
        if (unknown.Length == 0)
            return [.. table.Cells.Where(cell => names.Any(cell.IsCalled))];
        string[] known = [.. table.Cells.Select(static cell => cell.Name)];
        string[] also = [.. known, .. table.Cells.Select(static cell => cell.Experiment.Name)];
        throw new UsageException(string.Join(Environment.NewLine, unknown.Select(name => Message("cell", name, also, known, table.Name))));
    }

    private static UsageException Unknown(string kind, string written, string[] names, string? where = null) => new(Message(kind, written, names, names, where));

    private static string Message(string kind, string written, string[] names, string[] shown, string? where = null)
    {
        string near = Suggestion.Nearest(written, names) is { } nearest ? $"; did you mean '{nearest}'?" : ".";
        return $"There is no {kind} '{written}'{(where is null ? "" : $" in {where}")}{near} There are: {string.Join(", ", shown)}.";
    }

    private static string Names(IReadOnlyList<PublishedPaper> papers, Func<PublishedPaper, string> name) => string.Join(", ", papers.Select(name));
}
