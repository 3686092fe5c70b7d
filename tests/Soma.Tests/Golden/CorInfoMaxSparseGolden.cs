using System.Numerics;
using Soma.Learning.Rules;
using Soma.Networks;

namespace Soma.Tests.Golden;

/// <summary>The folder corinfomax-sparse: the same network, with the inhibitory interneuron of the nonnegative l1 ball in some layers.</summary>
internal sealed class CorInfoMaxSparseGolden : IGoldenAlgorithm
{
    private readonly CorInfoMaxGolden _dense = new();

    public string Folder => "corinfomax-sparse";

    public bool IsInput(string tensor) => _dense.IsInput(tensor);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new CorInfoMaxReplay<T>(golden, beta => OptionsOf(golden, beta)).Run();

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => _dense.LimitsFor(golden, tensor);

    private static CorInfoMaxOptions OptionsOf(GoldenCase golden, double beta)
    {
        double[] sparse = golden.Numbers("sparse_layers"), rates = golden.Numbers("st_lambda_lr");
        return CorInfoMaxGolden.OptionsOf(golden, beta) with
        {
            Domains =
            [
                .. rates.Select((rate, index) => sparse.Contains(index + 1)
                    ? new LayerDomain { Set = "nonnegativeL1Ball", Form = "interneurons", InterneuronRate = rate }
                    : new LayerDomain()),
            ],
        };
    }
}
