using Soma.Training;

namespace Soma.Sweeps;

/// <summary>A sweep cannot be made as written; it names everything that is wrong with it, not only the first thing.</summary>
public sealed class SweepException : Exception
{
    /// <summary>Gathers the problems.</summary>
    /// <param name="origin">What was read: a file.</param>
    /// <param name="problems">At least one.</param>
    public SweepException(string origin, IReadOnlyList<Problem> problems)
        : base(string.Join(Environment.NewLine, [$"The sweep '{origin}' cannot be used:", .. problems.Select(static problem => $"  {problem}")]))
    {
        Origin = origin;
        Problems = problems;
    }

    /// <summary>What was read.</summary>
    public string Origin { get; }

    /// <summary>Everything that is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
