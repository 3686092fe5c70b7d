namespace Soma.Data;

/// <summary>
/// Collects all that is wrong with an input, so that a person mends it in one go instead of meeting one fault per attempt.
/// </summary>
internal sealed class ProblemList
{
    // A hostile file can have a million faults; nobody reads more than the first few.
    private const int Shown = 20;

    private readonly List<string> _problems = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Notes a problem.</summary>
    /// <param name="problem">A sentence, with its full stop.</param>
    public void Add(string problem) => _problems.Add(problem);

    /// <summary>A single problem behind the words that introduce it, several as a list below them.</summary>
    /// <param name="introduction">For example "'x' cannot be used"; without punctuation at its end.</param>
    public string After(string introduction)
    {
        if (_problems.Count == 1)
            return $"{introduction}: {_problems[0]}";
        IEnumerable<string> lines = _problems.Take(Shown).Select(static problem => $"  - {problem}");
        if (_problems.Count > Shown)
            lines = lines.Append($"  - … and {_problems.Count - Shown} more.");
        return $"{introduction}:\n{string.Join('\n', lines)}";
    }
}
