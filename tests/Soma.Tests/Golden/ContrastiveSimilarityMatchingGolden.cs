using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder csm: contrastive similarity matching, single steps and a trajectory whose rates fall in steps.</summary>
internal sealed class ContrastiveSimilarityMatchingGolden : IGoldenAlgorithm
{
    // Of the step that shows the gradient; with −1 and β = ½ the second step would leave nothing of it.
    private const double Alpha = -0.25;

    private static readonly string[] _givenKinds = ["w.", "bias.", "m."];

    public string Folder => "csm";

    public bool IsInput(string tensor) =>
        tensor is "x" or "y" or "beta" || Array.Exists(_givenKinds, kind => tensor.StartsWith(kind, StringComparison.Ordinal));

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] unit = [.. golden.Numbers("alpha_w").Select(static _ => 1.0)], lateral = [.. golden.Numbers("alpha_m").Select(static _ => Alpha)];
        return new HopfieldReplay<T>(golden, beta => new ContrastiveSimilarityMatching<T>(OptionsOf(golden, beta)))
        {
            UnitRateRuleOf = beta => new ContrastiveSimilarityMatching<T>(OptionsOf(golden, beta) with { FeedforwardRates = unit, LateralRates = lateral }),

            // Up the gradient, and then the second step M ← M + αM/(2|β|).
            LateralGain = static beta => -Alpha * (1 + (Alpha / (2 * Math.Abs(beta)))),
        }.Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(golden.Integer("steps", 1) > 1 ? 4e-4 : 3e-5, 2e-4);

    private static ContrastiveSimilarityMatchingOptions OptionsOf(GoldenCase golden, double beta) => new()
    {
        Nudge = beta,
        RandomNudgeSign = false,
        FreeSweeps = (int)golden.Number("t_free"),
        NudgedSweeps = (int)golden.Number("t_nudged"),
        NeuralStep = golden.Number("neural_lr"),
        FeedforwardRates = golden.Numbers("alpha_w"),
        LateralRates = golden.Numbers("alpha_m"),
    };
}
