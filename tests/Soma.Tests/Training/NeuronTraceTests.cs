using Soma.Networks;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>The neurons of a trained network, watched while it lives through one sample.</summary>
public sealed class NeuronTraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ThreadTeam _team = new(1);

    public void Dispose()
    {
        _team.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("float")]
    [InlineData("double")]
    public void It_holds_free_and_nudged_sweeps_of_the_sample(string precision)
    {
        NeuronTrace trace = Load(precision).Trace(TinyProblem.Data.Test, 4, 2, [2, 0], _team);
        Assert.Equal(2 * (20 + 8), trace.States.Count);
        Assert.Equal(20 * 2, trace.States.Count(static state => state.Phase == Phase.Free));
        Assert.Equal(TinyProblem.Data.Test.Labels.Span[4], trace.Label);
        Assert.Null(trace.Divergence);

        // The teacher says 1 for the sample's class and 0 for the others; one of the two watched units is moved.
        Assert.NotEqual(trace.States[39].Rate, trace.States[^1].Rate);
    }

    [Fact]
    public void Samples_layers_and_units_that_are_not_there_are_named()
    {
        ITrainedNetwork network = Load("float");
        Assert.Contains("no sample 31; its samples go from 0 to 30", Assert.Throws<ArgumentException>(() => network.Trace(TinyProblem.Data.Test, 31, 1, [0], _team)).Message, StringComparison.Ordinal);
        Assert.Contains("no layer 3", Assert.Throws<ArgumentException>(() => network.Trace(TinyProblem.Data.Test, 0, 3, [0], _team)).Message, StringComparison.Ordinal);
        Assert.Contains("no unit 9", Assert.Throws<ArgumentException>(() => network.Trace(TinyProblem.Data.Test, 0, 1, [9], _team)).Message, StringComparison.Ordinal);
    }

    private ITrainedNetwork Load(string precision)
    {
        using (RunFolder folder = RunFolder.Create(_folder.File("run"), TinyProblem.Experiment("epochs=1", $"precision={precision}")))
            TrainingRun.Create(folder, TinyProblem.Data, _team).Run(SilentObserver.Instance, CancellationToken.None);
        return TrainedNetwork.Load(_folder.File("run"));
    }
}
