using System.Numerics;
using Soma.Learning.Rules;
using Soma.Networks;

namespace Soma.Tests.Golden;

/// <summary>The folder corinfomax: single steps and trajectories of the network on the unit box.</summary>
internal sealed class CorInfoMaxGolden : IGoldenAlgorithm
{
    private static readonly string[] _givenKinds = ["wff.", "wfb.", "b.", "rfree.", "rnudged."];

    public string Folder => "corinfomax";

    public bool IsInput(string tensor) =>
        tensor is "x" or "y" or "beta" || Array.Exists(_givenKinds, kind => tensor.StartsWith(kind, StringComparison.Ordinal));

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new CorInfoMaxReplay<T>(golden, beta => OptionsOf(golden, beta)).Run();

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor)
    {
        bool trajectory = golden.Integer("steps", 1) > 1;

        // With λ so close to 1 the whole change of these is about as large as the rounding of float32.
        bool unresolved = golden.Number("lambda") >= 0.999 && (tensor.Contains(".b.", StringComparison.Ordinal)
            || tensor.Contains(".rfree.", StringComparison.Ordinal) || tensor.Contains(".rnudged.", StringComparison.Ordinal));
        return new(trajectory ? 2e-5 : 5e-6, unresolved ? double.PositiveInfinity : 3e-3);
    }

    public static Architecture ArchitectureOf(GoldenCase golden) => new([.. golden.Numbers("layer_sizes").Select(static size => (int)size)]);

    public static CorInfoMaxOptions OptionsOf(GoldenCase golden, double beta) => new()
    {
        ForgettingFactor = golden.Number("lambda"),
        Perturbation = golden.Number("epsilon"),
        Leak = golden.Number("hopfield_g"),
        Nudge = beta,
        RandomNudgeSign = false,
        ThreePhase = golden.Flag("three_phase"),
        FreeSweeps = (int)golden.Number("t_free"),
        NudgedSweeps = (int)golden.Number("t_nudged"),
        NeuralStep = NeuralStepSizeGolden.StepOf(golden),
        FeedforwardRates = golden.Numbers("lr_ff"),
        FeedbackRates = golden.Numbers("lr_fb")[1..],
        WeightDecay = golden.Flag("weight_decay"),
        TrackCorrelations = true,
    };
}
