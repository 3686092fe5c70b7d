namespace Soma.Training;

/// <summary>A run begins or goes on.</summary>
/// <param name="Experiment">What is computed.</param>
/// <param name="Environment">On what.</param>
/// <param name="Folder">Where it is kept; null if nowhere.</param>
/// <param name="EpochsDone">Whole epochs that were done before; 0 for a new run.</param>
/// <param name="MinibatchesDone">Minibatches of the next epoch that were done before.</param>
/// <param name="Minibatches">Minibatches per epoch.</param>
public sealed record RunStart(Experiment Experiment, RunEnvironment Environment, string? Folder, int EpochsDone, int MinibatchesDone, int Minibatches)
{
    /// <summary>Whether an earlier run goes on.</summary>
    public bool IsResumed => EpochsDone > 0 || MinibatchesDone > 0;
}

/// <summary>A minibatch was learned.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Minibatch">Minibatches of this epoch that are done, at least 1.</param>
/// <param name="Minibatches">Minibatches per epoch.</param>
/// <param name="RunningAccuracy">Share of the samples seen in this epoch that the free phase had right, 0 to 1.</param>
/// <param name="Milliseconds">Time that this minibatch took.</param>
public readonly record struct MinibatchReport(int Epoch, int Epochs, int Minibatch, int Minibatches, double RunningAccuracy, double Milliseconds);

/// <summary>An epoch is over. Accuracies and shares are from 0 to 1; layers run from 1.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="RateFactor">What the schedule multiplied the learning rates by.</param>
/// <param name="TrainAccuracy">As asked for by the experiment: seen during the epoch, or of a full pass after it.</param>
/// <param name="TestAccuracy">On the test set, with the weights at the end of the epoch.</param>
/// <param name="AlignmentAngles">Degrees between forward and feedback synapses, for layers 2 … P; empty if the rule has no feedback synapses.</param>
/// <param name="Silent">Share of units at exactly 0 over the test set, for the hidden layers 1 … P − 1.</param>
/// <param name="Saturated">Share of units at exactly 1 over the test set, for the hidden layers 1 … P − 1.</param>
/// <param name="MillisecondsPerMinibatch">Mean over the minibatches of this epoch that this process trained.</param>
/// <param name="Seconds">Time of the epoch in this process, evaluation included.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    double RateFactor,
    double TrainAccuracy,
    double TestAccuracy,
    IReadOnlyList<double> AlignmentAngles,
    IReadOnlyList<double> Silent,
    IReadOnlyList<double> Saturated,
    double MillisecondsPerMinibatch,
    double Seconds)
{
    /// <summary>On the samples that were set apart for validation, with the weights at the end of the epoch; null if there are none (<see cref="Experiment.Validation"/>).</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>How often the guard took updates back in this epoch; null if there is none (<see cref="UpdateGuard"/>).</summary>
    public int? BackOffs { get; init; }

    /// <summary>
    /// Nats of correlative information between layers k − 1 and k, for k = 1 … P, in the free phase of a fixed sample of the test set. Not a number in an epoch
    /// that was not measured; empty if the run is not watched (<see cref="InformationWatch"/>).
    /// </summary>
    public IReadOnlyList<double> Information { get; init; } = [];

    /// <summary>The network's objective J on the same sample, in nats; null if the run is not watched.</summary>
    public double? Objective { get; init; }
}
