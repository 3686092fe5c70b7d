using Soma.Data;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class DataTransformTests
{
    private static readonly string[] _moving = ["transform.crop=1", "transform.flip=true", "transform.means=[0.5]", "transform.deviations=[0.25]", "epochs=2"];

    private static DatasetPair Images { get; } = new(AsImages(TinyProblem.Data.Train), AsImages(TinyProblem.Data.Test));

    // Catches a place that still sees the data's own normalization: training and answering have to see the same.
    [Fact]
    public void Means_and_deviations_are_as_good_as_data_that_were_normalized_so()
    {
        Normalization normalization = new([0.5], [0.25]);
        DatasetPair normalized = new(Images.Train.With(normalization), Images.Test.With(normalization));
        Assert.Equal(Trained(TinyProblem.Experiment(), normalized), Trained(TinyProblem.Experiment("transform.means=[0.5]", "transform.deviations=[0.25]"), Images));
        Assert.NotEqual(Trained(TinyProblem.Experiment(), normalized), Trained(TinyProblem.Experiment(), Images));
    }

    [Fact]
    public void Moved_images_teach_something_else_and_a_run_that_goes_on_sees_them_moved_the_same_way()
    {
        Experiment experiment = TinyProblem.Experiment(_moving);
        using ThreadTeam team = new(1);
        Trainer<float> trainer = new(experiment, Images, team), other = new(experiment, Images, team);
        TrainingState<float> state = trainer.Begin();
        trainer.Run(state);
        using CancellationTokenSource source = new();
        TrainingState<float> again = other.Begin();
        other.Run(again, observer: new StopAfter(17, source), cancellation: source.Token);
        Assert.Equal((1, 5), (again.Epoch, again.Minibatch));
        new Trainer<float>(experiment, Images, team).Run(again);
        Assert.Equal(Values(state), Values(again));
        Assert.NotEqual(Values(state), Trained(TinyProblem.Experiment("transform.means=[0.5]", "transform.deviations=[0.25]", "epochs=2"), Images));
    }

    [Fact]
    public void What_does_not_fit_the_data_is_said_at_once()
    {
        Experiment experiment = TinyProblem.Experiment("transform.means=[0.5,0.5,0.5,0.5,0.5]", "transform.deviations=[0.25]", "transform.flip=true");
        ExperimentException failure = Assert.Throws<ExperimentException>(() => DataFit.Require(experiment, TinyProblem.Data.Train));
        Assert.Equal(3, failure.Problems.Count(static problem => problem.Path == "transform"));
    }

    // Checkpoints from before there were transforms keep their bytes.
    [Fact]
    public void No_transform_leaves_no_trace_in_a_checkpoint()
    {
        Assert.DoesNotContain("transform", ExperimentWriter.WriteForCheckpoint(TinyProblem.Experiment()), StringComparison.Ordinal);
        Assert.Contains("transform", ExperimentWriter.WriteForCheckpoint(TinyProblem.Experiment("transform.crop=1")), StringComparison.Ordinal);
    }

    private static Dataset AsImages(Dataset data) => new(data.Name, data.Features, data.Classes, data.Samples, data.Labels) { Image = new ImageShape(1, 3, 4) };

    private static float[] Trained(Experiment experiment, DatasetPair data)
    {
        using ThreadTeam team = new(1);
        Trainer<float> trainer = new(experiment, data, team);
        TrainingState<float> state = trainer.Begin();
        RunResult result = trainer.Run(state);
        return [.. Values(state), (float)result.LastEpoch!.TestAccuracy];
    }

    private static float[] Values(TrainingState<float> state) => [.. state.Synapses.All.SelectMany(static pair => pair.Value.ToArray())];

    private sealed class StopAfter(int minibatches, CancellationTokenSource source) : IRunObserver
    {
        private int _seen;

        public void OnStarted(RunStart start)
        {
        }

        public void OnMinibatch(in MinibatchReport report)
        {
            if (++_seen == minibatches)
                source.Cancel();
        }

        public void OnEpoch(EpochReport report)
        {
        }

        public void OnEnded(RunResult result)
        {
        }
    }
}
