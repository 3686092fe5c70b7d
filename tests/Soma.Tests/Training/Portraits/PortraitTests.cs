using Soma.Data;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;
using Soma.Training.Portraits;

namespace Soma.Tests.Training.Portraits;

/// <summary>Portraits of trained networks, held against what others measure of them.</summary>
public sealed class PortraitTests : IDisposable
{
    private const int FreeSweeps = 20, NudgedSweeps = 8;

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
    public void The_confusion_agrees_with_the_evaluation_class_by_class(string precision)
    {
        ITrainedNetwork network = Load($"precision={precision}");
        EvaluationReport evaluation = network.Evaluate(TinyProblem.Data.Test, _team);
        Portrait portrait = network.Portray(TinyProblem.Data.Test, _team);
        Assert.Equal(evaluation.Samples, portrait.Confusion.Samples);
        Assert.Equal(evaluation.Correct, portrait.Confusion.Correct);
        Assert.Equal(evaluation.Classes.Select(static count => count.Samples), portrait.Confusion.Counts.Select(static row => row.Sum()));
        Assert.Equal(evaluation.Classes.Select(static count => count.Correct), portrait.Confusion.Counts.Select(static (row, label) => row[label]));
        Assert.Equal(Math.Min(24, evaluation.Samples - evaluation.Correct), portrait.Mistakes.Count);
    }

    // Catches a row index taken for a sample number: the labels would then be those of others.
    [Fact]
    public void Mistakes_name_their_sample_and_come_worst_first()
    {
        Portrait portrait = Load("rule.feedforwardRates=[0.01,0.01]").Portray(TinyProblem.Data.Test, _team);
        Assert.NotEmpty(portrait.Mistakes);
        Assert.All(portrait.Mistakes, static mistake => Assert.Equal(TinyProblem.Data.Test.Labels.Span[mistake.Sample], mistake.Label));
        Assert.All(portrait.Mistakes, static mistake => Assert.NotEqual(mistake.Label, mistake.Answer));
        Assert.Equal(portrait.Mistakes.OrderByDescending(static mistake => mistake.Margin), portrait.Mistakes);
    }

    [Fact]
    public void A_relaxation_has_every_sweep_of_every_phase()
    {
        Portrait portrait = Load().Portray(TinyProblem.Data.Test, _team);
        Assert.Equal(FreeSweeps, portrait.Relaxation.Count(static point => point.Phase.Kind == PhaseKind.Free));
        Assert.Equal(NudgedSweeps, portrait.Relaxation.Count(static point => point.Phase.Kind == PhaseKind.Nudged));
        Assert.All(portrait.Relaxation, static point => Assert.Equal(point.Sweep == 0, point.Changes.All(double.IsNaN)));

        // What settles moves less and less.
        Assert.True(portrait.Relaxation[FreeSweeps - 1].Changes[0] < portrait.Relaxation[2].Changes[0]);
        Assert.Equal(2, portrait.Relaxation[0].Information.Count);
    }

    [Fact]
    public void The_rates_of_all_test_samples_have_the_silent_share_of_the_evaluation()
    {
        ITrainedNetwork network = Load();
        ValueHistogram hidden = network.Portray(TinyProblem.Data.Test, _team).Rates[0];
        Assert.Equal(TinyProblem.TestSamples * 9, hidden.Total);
        Assert.Equal(network.Evaluate(TinyProblem.Data.Test, _team).Silent[0], hidden.Zeros, 12);
    }

    [Fact]
    public void The_neurons_are_those_that_the_teacher_moves_most()
    {
        ITrainedNetwork network = Load();
        Portrait portrait = network.Portray(TinyProblem.Data.Test, _team);
        Assert.Equal([1, 1, 1, 2], portrait.Neurons.Select(static neuron => neuron.Layer));
        NeuronTrace all = network.Trace(TinyProblem.Data.Test, portrait.Neurons[0].Sample, 1, [.. Enumerable.Range(0, 9)], _team);
        double Moved(IEnumerable<NeuronState> states) => Math.Abs(states.Last().Rate - states.Last(static state => state.Phase == Phase.Free).Rate);
        Assert.Equal(all.States.GroupBy(static state => state.Unit).Max(Moved), Moved(portrait.Neurons[0].States));
        Assert.Equal(TinyProblem.Data.Test.Labels.Span[portrait.Neurons[0].Sample], portrait.Neurons[3].Unit);
    }

    [Fact]
    public void Fields_are_the_longest_weight_vectors_in_the_shape_of_the_image()
    {
        Dataset images = new(TinyProblem.Data.Test.Name, 12, 3, TinyProblem.Data.Test.Samples, TinyProblem.Data.Test.Labels) { Image = new ImageShape(3, 2, 2) };
        IReadOnlyList<ReceptiveField> fields = Load().Portray(images, _team).ReceptiveFields;
        Assert.Equal(9, fields.Count);
        Assert.Equal(fields.OrderByDescending(static field => field.Length), fields);
        Assert.All(fields, static field => Assert.Equal(field.Length, Math.Sqrt(field.Weights.Values.Sum(static weight => weight * weight)), 12));
        Assert.Empty(Load().Portray(TinyProblem.Data.Test, _team).ReceptiveFields); // twelve features make no square
    }

    [Fact]
    public void A_rule_without_relaxation_has_a_portrait_without_one()
    {
        Portrait portrait = Load("""rule={"name":"backpropagation"}""").Portray(TinyProblem.Data.Test, _team);
        Assert.Empty(portrait.Relaxation);
        Assert.Empty(portrait.Neurons);
        Assert.Contains(portrait.Weights, static weights => weights.Name == "wff.1");
        Assert.DoesNotContain(portrait.Weights, static weights => weights.Name.Contains('/', StringComparison.Ordinal));
    }

    [Fact]
    public void Portraying_changes_nothing_and_does_not_depend_on_threads()
    {
        ITrainedNetwork network = Load();
        using ThreadTeam three = new(3);
        Portrait first = network.Portray(TinyProblem.Data.Test, _team), second = network.Portray(TinyProblem.Data.Test, three);
        Assert.Equal(first.Relaxation.Select(static point => point.Objective), second.Relaxation.Select(static point => point.Objective));
        Assert.Equal(first.Confusion.Counts, second.Confusion.Counts);
        Assert.Equal(first.Weights.Select(static weights => weights.Mean), second.Weights.Select(static weights => weights.Mean));
    }

    private ITrainedNetwork Load(params string[] overrides)
    {
        string run = _folder.File($"run-{Guid.NewGuid():N}");
        using (RunFolder folder = RunFolder.Create(run, TinyProblem.Experiment(["epochs=1", .. overrides])))
            TrainingRun.Create(folder, TinyProblem.Data, _team).Run(SilentObserver.Instance, CancellationToken.None);
        return TrainedNetwork.Load(run);
    }
}
