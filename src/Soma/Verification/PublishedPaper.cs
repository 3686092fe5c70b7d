namespace Soma.Verification;

/// <summary>All that is known of a paper's results: every experiment of the library with a published value, table by table.</summary>
/// <param name="Name">Its folder under <c>papers/</c>.</param>
/// <param name="Tables">Tables first, then figures, as the paper counts them.</param>
public sealed record PublishedPaper(string Name, IReadOnlyList<PublishedTable> Tables)
{
    private static readonly Lazy<IReadOnlyList<PublishedPaper>> _all = new(PaperReader.Read);

    /// <summary>The papers of the library, in order of name.</summary>
    public static IReadOnlyList<PublishedPaper> All => _all.Value;

    /// <summary>Every cell, table by table.</summary>
    public IEnumerable<PublishedCell> Cells => Tables.SelectMany(static table => table.Cells);
}
