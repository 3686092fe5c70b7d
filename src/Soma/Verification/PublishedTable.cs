namespace Soma.Verification;

/// <summary>A table or figure of a paper.</summary>
/// <param name="Name">For example "table-1" or "figure-12a".</param>
/// <param name="Cells">Its values, in order of their experiments' names.</param>
public sealed record PublishedTable(string Name, IReadOnlyList<PublishedCell> Cells);
