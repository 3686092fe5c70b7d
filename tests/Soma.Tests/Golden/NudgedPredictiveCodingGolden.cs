using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder pc-nudge: predictive coding with a nudged output, each step with a nudge of its own sign.</summary>
internal sealed class NudgedPredictiveCodingGolden : IGoldenAlgorithm
{
    public string Folder => "pc-nudge";

    public bool IsInput(string tensor) =>
        tensor is "x" or "y" or "nudge" || tensor.StartsWith("w.", StringComparison.Ordinal) || tensor.StartsWith("bias.", StringComparison.Ordinal);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] nudges = golden["nudge"];
        return new PredictiveReplay<T>(golden, step => new NudgedPredictiveCoding<T>(OptionsOf<T>(golden, nudges[step]))).Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(1e-4, 2e-3);

    private static NudgedPredictiveCodingOptions OptionsOf<T>(GoldenCase golden, double nudge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Nudge = nudge,
            RandomNudgeSign = false,
            Sweeps = (int)golden.Number("t"),
            NeuralStep = NeuralStepSizeGolden.StepOf(golden),
            Rate = golden.Number("lr"),
            Optimizer = PredictiveReplay<T>.OptimizerOf(golden, epsilonBeforeCorrection: false),
        };
}
