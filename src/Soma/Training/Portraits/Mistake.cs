namespace Soma.Training.Portraits;

/// <summary>A sample that was given another class than its own.</summary>
/// <param name="Sample">Its number in the dataset, from 0.</param>
/// <param name="Label">Its class.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="Margin">By how much the output of the answer lies above that of the right class; more is more decided.</param>
/// <param name="Image">How it looks, values from 0 to 1; null if the samples are no images.</param>
public sealed record Mistake(int Sample, int Label, int Answer, double Margin, Picture? Image);
