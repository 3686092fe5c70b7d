namespace Soma.Training.Comparisons;

/// <summary>Experiments cannot be compared as they are; it names everything that is in the way, not only the first thing.</summary>
public sealed class ComparisonException : Exception
{
    /// <summary>Gathers the problems.</summary>
    /// <param name="problems">At least one; each a sentence that says what was read, what was expected, and the way out.</param>
    public ComparisonException(params IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, ["These experiments cannot be compared:", .. problems.Select(static problem => $"  {problem}")])) => Problems = problems;

    /// <summary>Everything that is in the way, in the order in which it was found.</summary>
    public IReadOnlyList<string> Problems { get; }
}
