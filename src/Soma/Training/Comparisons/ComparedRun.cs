namespace Soma.Training.Comparisons;

/// <summary>What a run of a comparison came to.</summary>
/// <param name="Experiment">What was run, with the seed of this run.</param>
/// <param name="Folder">Full path of its run folder.</param>
/// <param name="TestAccuracy">After the last epoch, 0 to 1; null if it diverged.</param>
/// <param name="IsAtChance">Whether that is no better than guessing: the run has collapsed, or never learned.</param>
/// <param name="Divergence">Where it diverged; null if it did not.</param>
public sealed record ComparedRun(Experiment Experiment, string Folder, double? TestAccuracy, bool IsAtChance, Divergence? Divergence)
{
    /// <summary>Angles between the rule's updates and backpropagation's gradient with the initial weights.</summary>
    public LayerAngles? InitialAngles { get; init; }

    /// <summary>The same with the trained weights; null if the run diverged.</summary>
    public LayerAngles? TrainedAngles { get; init; }
}
