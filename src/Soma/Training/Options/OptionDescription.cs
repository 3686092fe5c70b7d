namespace Soma.Training.Options;

/// <summary>An option as told to people.</summary>
/// <param name="Path">Its key, for example "neuralStep.start".</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Kind">What it takes: "number", "whole number", "true or false", "text", "list of numbers", or the names allowed, such as "constant | divideByLoopIndex".</param>
/// <param name="Range">The values allowed, for example "more than 0 and at most 10"; empty if any will do.</param>
/// <param name="Default">Its default as JSON, for example "0.05"; empty if it must be given.</param>
public sealed record OptionDescription(string Path, string Meaning, string Kind, string Range, string Default);
