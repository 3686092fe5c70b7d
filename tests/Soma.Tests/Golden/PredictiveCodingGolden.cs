using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder pc: predictive coding with a clamped output, written out by hand and by automatic differentiation.</summary>
internal sealed class PredictiveCodingGolden : IGoldenAlgorithm
{
    public string Folder => "pc";

    public bool IsInput(string tensor) =>
        tensor is "x" or "y" || tensor.StartsWith("w.", StringComparison.Ordinal) || tensor.StartsWith("bias.", StringComparison.Ordinal);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PredictiveCoding<T> rule = new(OptionsOf<T>(golden));
        return new PredictiveReplay<T>(golden, _ => rule).Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(5e-6, 6e-4);

    private static PredictiveCodingOptions OptionsOf<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool manual = golden.Text("variant") == "manual";
        return new()
        {
            Sweeps = (int)golden.Number("t"),
            NeuralStep = NeuralStepSizeGolden.StepOf(golden),
            GradientFactor = manual ? 1 : 2,
            TargetScale = golden.Number("target_on_scale"),
            TargetOffset = golden.Number("target_offset"),
            Rate = golden.Number("lr"),
            Optimizer = PredictiveReplay<T>.OptimizerOf(golden, epsilonBeforeCorrection: manual),
        };
    }
}
