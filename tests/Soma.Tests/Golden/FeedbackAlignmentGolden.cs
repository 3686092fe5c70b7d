using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder fa: feedback alignment through fixed random synapses, with either loss and optimizer.</summary>
internal sealed class FeedbackAlignmentGolden : IGoldenAlgorithm
{
    private static readonly string[] _givenKinds = ["w.", "bias.", "wfa."];

    public string Folder => "fa";

    public bool IsInput(string tensor) => tensor is "x" or "y" || Array.Exists(_givenKinds, kind => tensor.StartsWith(kind, StringComparison.Ordinal));

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        FeedbackAlignmentOptions options = new()
        {
            Loss = PerceptronReplay<T>.LossOf(golden),
            OutputActivation = PerceptronReplay<T>.OutputOf(golden),
            Optimizer = PerceptronReplay<T>.OptimizerOf(golden),
            Rate = golden.Number("lr"),
        };
        return new PerceptronReplay<T>(golden, new FeedbackAlignment<T>(options)).Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(5e-6, 6e-4);
}
