namespace Soma.Training;

/// <summary>
/// Whether and how a run watches the information between its layers. Watching reads what the evaluation on the test set sees anyway, so it changes no bit of the
/// network and costs, at the defaults, well under a hundredth of a run on MNIST.
/// </summary>
public sealed record InformationWatch
{
    /// <summary>Whether the information is measured at all; default false.</summary>
    [Option("Whether the information between layers is measured, in columns of metrics.csv.")]
    public bool Watch { get; init; }

    /// <summary>Epochs from one measurement to the next; default 1.</summary>
    [Option("Epochs from one measurement to the next.", AtLeast = 1, AtMost = 1_000_000)]
    public int Every { get; init; } = 1;

    /// <summary>Test samples that are measured, always the same ones; all if there are fewer. The time grows with their square. Default 256.</summary>
    [Option("Test samples that are measured, always the same ones.", AtLeast = 1, AtMost = 10_000)]
    public int Samples { get; init; } = 256;

    /// <summary>ε of the measure; 0, the default, for the rule's own, or 0.15 if the rule has none.</summary>
    [Option("ε: perturbation of the correlations in the measure; 0 for the rule's own, or 0.15 if it has none.", AtLeast = 0, AtMost = 1000)]
    public double Perturbation { get; init; }
}
