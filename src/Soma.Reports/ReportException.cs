namespace Soma.Reports;

/// <summary>A report cannot be made; the message names everything that is in the way, not only the first thing.</summary>
public sealed class ReportException : Exception
{
    /// <summary>Gathers the problems.</summary>
    /// <param name="problems">At least one; each a sentence that says what was read, what was expected, and the way out.</param>
    public ReportException(params IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>Everything that is in the way, in the order in which it was found.</summary>
    public IReadOnlyList<string> Problems { get; }
}
