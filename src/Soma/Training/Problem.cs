namespace Soma.Training;

/// <summary>One thing wrong with an experiment.</summary>
/// <param name="Path">Where, for example "rule.neuralStep.start"; empty for the whole.</param>
/// <param name="Message">What was read, what was expected, and the way out.</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary>The path and the message.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
