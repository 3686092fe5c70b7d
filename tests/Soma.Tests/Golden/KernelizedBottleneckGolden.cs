using System.Numerics;

namespace Soma.Tests.Golden;

/// <summary>The folder phsic: kernels, features, and steps of networks that learn by pHSIC or by one of the rules it is compared with.</summary>
internal sealed class KernelizedBottleneckGolden : IGoldenAlgorithm
{
    public string Folder => "phsic";

    public bool IsInput(string tensor) => tensor is "X" or "Z" or "A" or "C" or "inputs" or "labels" or "onehot" || tensor.StartsWith("init.", StringComparison.Ordinal);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => golden.Text("algorithm") switch
        {
            "phsic kernels" => new KernelReplay<T>(golden).Run(),
            "phsic features" => new FeatureReplay<T>(golden).Run(),
            "phsic network" => new BlockNetworkReplay<T>(golden).Run(),
            string other => throw new InvalidDataException($"{golden.Name}: the algorithm '{other}' is unknown."),
        };

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(1e-4, double.PositiveInfinity);
}
