using System.Numerics;

namespace Soma.Tests.Golden;

/// <summary>
/// Computes again what the files of one golden folder hold. Found by reflection: a folder is covered as soon as a class names it.
/// </summary>
internal interface IGoldenAlgorithm
{
    /// <summary>The name of the folder.</summary>
    string Folder { get; }

    /// <summary>Names of the tensors that are given, not computed.</summary>
    bool IsInput(string tensor);

    /// <summary>Every tensor that the file holds, as computed by Soma in <typeparamref name="T"/>.</summary>
    IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Limits for <see cref="float"/>, as the page of the golden files states them.</summary>
    SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor);
}

/// <param name="Relative">max|a − b| / max|b|.</param>
/// <param name="Update">max|a − b| / max|b − initial|, for what an update changed; infinite where float32 cannot resolve the change.</param>
internal readonly record struct SinglePrecisionLimits(double Relative, double Update);
