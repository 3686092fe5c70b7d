using Soma.Numerics;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void A_small_problem_is_learned_and_every_report_arrives()
    {
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new();
        RunResult result = TrainingRun.Create(TinyProblem.Experiment("epochs=40", "architecture=[12,21,3]", "schedule=[]"), TinyProblem.Data, team).Run(observer, observer.Token);

        Assert.Equal(RunEnd.Done, result.End);
        Assert.Same(result, observer.Result);
        Assert.Equal(40, result.EpochsDone);
        Assert.Equal(Enumerable.Range(1, 40), observer.Epochs.Select(static epoch => epoch.Epoch));
        Assert.Equal(40 * TinyProblem.Minibatches, observer.Minibatches.Count);
        Assert.True(observer.Epochs[^1].TestAccuracy > 0.9, $"Test accuracy was {observer.Epochs[^1].TestAccuracy}.");
        Assert.Single(observer.Epochs[0].AlignmentAngles);
        Assert.Single(observer.Epochs[0].Silent);
        Assert.Single(observer.Epochs[0].Saturated);
    }

    // Catches a last, smaller minibatch that is counted as a full one, or a count that runs on into the next epoch.
    [Fact]
    public void The_running_accuracy_of_the_last_minibatch_is_the_training_accuracy_of_the_epoch()
    {
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new();
        TrainingRun.Create(TinyProblem.Experiment(), TinyProblem.Data, team).Run(observer, observer.Token);
        Assert.Equal([1, 0.95, 0.9 * 0.9, 0.9 * 0.9 * 0.9], observer.Epochs.Select(static epoch => epoch.RateFactor));
        for (int epoch = 0; epoch < observer.Epochs.Count; epoch++)
        {
            MinibatchReport last = observer.Minibatches[((epoch + 1) * TinyProblem.Minibatches) - 1];
            Assert.Equal((epoch + 1, TinyProblem.Minibatches), (last.Epoch, last.Minibatch));
            Assert.Equal(observer.Epochs[epoch].TrainAccuracy, last.RunningAccuracy);
            double correct = last.RunningAccuracy * TinyProblem.TrainSamples;
            Assert.Equal(Math.Round(correct), correct, 9);
        }
    }

    [Fact]
    public void A_full_pass_for_the_training_accuracy_changes_no_weight()
    {
        using ThreadTeam team = new(1);
        using RecordingObserver seen = new(), full = new();
        TrainingRun.Create(TinyProblem.Experiment(), TinyProblem.Data, team).Run(seen, seen.Token);
        TrainingRun.Create(TinyProblem.Experiment("trainAccuracy=full"), TinyProblem.Data, team).Run(full, full.Token);
        Assert.Equal(seen.Epochs.Select(static epoch => epoch.TestAccuracy), full.Epochs.Select(static epoch => epoch.TestAccuracy));
        Assert.Equal(seen.Epochs.Select(static epoch => epoch.AlignmentAngles[0]), full.Epochs.Select(static epoch => epoch.AlignmentAngles[0]));
        Assert.NotEqual(seen.Epochs.Select(static epoch => epoch.TrainAccuracy), full.Epochs.Select(static epoch => epoch.TrainAccuracy));
    }

    [Theory]
    [InlineData("architecture=[10,9,3]", "architecture: begins with 10 units, but a sample of tiny/train has 12 features; begin with 12.")]
    [InlineData("architecture=[12,9,4]", "architecture: ends with 4 units, but tiny/test has 3 classes; end with 3.")]
    public void Data_that_do_not_fit_the_network_are_refused(string change, string message)
    {
        using ThreadTeam team = new(1);
        ExperimentException failure = Assert.Throws<ExperimentException>(() => TrainingRun.Create(TinyProblem.Experiment(change), TinyProblem.Data, team));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_divergence_is_a_result_that_names_the_place()
    {
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new();
        Experiment experiment = TinyProblem.Experiment("rule.neuralStep.rule=constant", "rule.neuralStep.start=10", "rule.perturbation=0.0000001", "rule.freeSweeps=90");
        RunResult result = TrainingRun.Create(experiment, TinyProblem.Data, team).Run(observer, observer.Token);

        Assert.Equal(RunEnd.Diverged, result.End);
        Divergence place = Assert.IsType<Divergence>(result.Divergence);
        Assert.Equal((1, 1, 1, false), (place.Epoch, place.Minibatch, place.Phase, place.DuringEvaluation));
        Assert.InRange(place.Layer, 1, 2);
        Assert.InRange(place.Sweep, 2, 90);
        Assert.Contains($"Diverged in epoch 1, minibatch 1: layer {place.Layer} is no longer finite in sweep {place.Sweep} of phase 1.", place.ToString(), StringComparison.Ordinal);
        Assert.Empty(observer.Minibatches);
    }

    // No relaxation has seen these weights yet when the epoch ends; they must not become the checkpoint.
    [Fact]
    public void Synapses_that_an_update_made_infinite_are_a_divergence_too()
    {
        using ThreadTeam team = new(1);
        Experiment experiment = TinyProblem.Experiment() with { Rule = new RuleChoice(PoisonRule<float>.Info, new PoisonOptions()) };
        RunResult result = TrainingRun.Create(experiment, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None);
        Assert.Equal(RunEnd.Diverged, result.End);
        Assert.Equal("wff.1", result.Divergence!.Synapses);
        Assert.Contains("by minibatch 12: the synapses wff.1 are no longer finite", result.Divergence.ToString(), StringComparison.Ordinal);
    }

    // The first minibatches warm up; from there to the end of the epoch nothing may be allocated by dealing, learning or reporting.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_training_step_allocates_nothing(int threads)
    {
        using ThreadTeam team = new(threads);
        AllocationObserver observer = new();
        TrainingRun.Create(TinyProblem.Experiment("epochs=3"), TinyProblem.Data, team).Run(observer, CancellationToken.None);
        Assert.Equal(0, observer.BytesOfLastEpoch);
    }
}
