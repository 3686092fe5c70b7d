namespace Soma.Training;

/// <summary>What a network answers on a dataset. Shares are from 0 to 1.</summary>
/// <param name="Dataset">The dataset's name, for example "mnist/test".</param>
/// <param name="Samples">Samples asked about.</param>
/// <param name="Correct">Samples whose largest output is the right class.</param>
/// <param name="Silent">Share of units at exactly 0, for the hidden layers 1 … P − 1.</param>
/// <param name="Saturated">Share of units at exactly 1, for the hidden layers 1 … P − 1.</param>
/// <param name="Divergence">Where the numbers went wrong; null if they did not. The rest then covers the samples before.</param>
public sealed record EvaluationReport(string Dataset, int Samples, int Correct, IReadOnlyList<double> Silent, IReadOnlyList<double> Saturated, Divergence? Divergence)
{
    /// <summary>The same class by class, from class 0.</summary>
    public IReadOnlyList<ClassCount> Classes { get; init; } = [];

    /// <summary>Share of the samples that are right.</summary>
    public double Accuracy => Samples == 0 ? 0 : (double)Correct / Samples;
}

/// <summary>What a network answers on the samples of one class.</summary>
/// <param name="Samples">Samples of the class.</param>
/// <param name="Correct">Those of them that were given this class.</param>
public readonly record struct ClassCount(int Samples, int Correct)
{
    /// <summary>Share of the samples that are right; 0 if there are none.</summary>
    public double Accuracy => Samples == 0 ? 0 : (double)Correct / Samples;
}
