using System.Numerics;

namespace Soma.Tests.Golden;

/// <summary>
/// Computes again what the files of one golden folder hold. Found by reflection: a folder is covered as soon as a class names it.
/// </summary>
internal interface IGoldenAlgorithm
{
    /// <summary>The name of the folder.</summary>
    string Folder { get; }

    /// <summary>Whether the files are also computed in <see cref="float"/>.</summary>
    bool IsForFloat => true;

    /// <summary>Names of the tensors that are given, not computed.</summary>
    bool IsInput(string tensor);

    /// <summary>Every tensor that the file holds, as computed by Soma in <typeparamref name="T"/>.</summary>
    IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Limits for <see cref="float"/>, as the page of the golden files states them.</summary>
    SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor);

    /// <summary>Limits for <see cref="double"/>: elementwise to nine digits, unless the page of the golden files states others.</summary>
    DoublePrecisionLimits DoubleLimitsFor(string tensor) => new(1e-9, 1e-12);
}

/// <param name="Relative">|a − b| / |b|, element by element.</param>
/// <param name="Floor">|a − b| / max|b|, allowed in any case: for elements that are zero up to rounding.</param>
internal readonly record struct DoublePrecisionLimits(double Relative, double Floor);

/// <param name="Relative">max|a − b| / max|b|.</param>
/// <param name="Update">max|a − b| / max|b − initial|, for what an update changed; infinite where float32 cannot resolve the change.</param>
internal readonly record struct SinglePrecisionLimits(double Relative, double Update);
