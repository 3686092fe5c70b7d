using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder ep: equilibrium propagation, single steps and a trajectory.</summary>
internal sealed class EquilibriumPropagationGolden : IGoldenAlgorithm
{
    private static readonly string[] _givenKinds = ["w.", "bias."];

    public string Folder => "ep";

    public bool IsInput(string tensor) =>
        tensor is "x" or "y" or "beta" || Array.Exists(_givenKinds, kind => tensor.StartsWith(kind, StringComparison.Ordinal));

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] unit = [.. golden.Numbers("alpha_w").Select(static _ => 1.0)];
        return new HopfieldReplay<T>(golden, beta => new EquilibriumPropagation<T>(OptionsOf(golden, beta)))
        {
            UnitRateRuleOf = beta => new EquilibriumPropagation<T>(OptionsOf(golden, beta) with { FeedforwardRates = unit }),
        }.Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(3e-5, 1e-4);

    private static EquilibriumPropagationOptions OptionsOf(GoldenCase golden, double beta) => new()
    {
        Nudge = beta,
        RandomNudgeSign = false,
        FreeSweeps = (int)golden.Number("t_free"),
        NudgedSweeps = (int)golden.Number("t_nudged"),
        NeuralStep = golden.Number("neural_lr"),
        FeedforwardRates = golden.Numbers("alpha_w"),
    };
}
