using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class ExperimentReaderTests
{
    [Fact]
    public void What_is_written_is_what_is_read()
    {
        Experiment experiment = TinyProblem.Experiment();
        CorInfoMaxOptions options = Assert.IsType<CorInfoMaxOptions>(experiment.Rule.Options);
        Assert.Equal([12, 9, 3], experiment.Architecture);
        Assert.Equal(5ul, experiment.Seed);
        Assert.Equal([1.0, 0.7], options.FeedforwardRates);
        Assert.Equal(20, options.FreeSweeps);
        Assert.Equal(0.9, experiment.Schedule[1].Factor);
        Assert.Equal(2, experiment.Schedule[1].From);
    }

    [Fact]
    public void What_is_not_written_keeps_its_default()
    {
        Experiment experiment = ExperimentReader.Read("""{ "name": "x", "data": "mnist", "architecture": [4, 3, 2], "rule": "corinfomax" }""", "x");
        Assert.Equal(20, experiment.BatchSize);
        Assert.Equal(50, experiment.Epochs);
        Assert.Empty(experiment.Schedule);
        Assert.Equal(Precision.Bits32, experiment.Precision);
        Assert.Equal(TrainAccuracyKind.Seen, experiment.TrainAccuracy);
        Assert.Equal(new CorInfoMaxOptions().NeuralStep, ((CorInfoMaxOptions)experiment.Rule.Options).NeuralStep);
    }

    [Fact]
    public void Overrides_reach_every_depth_and_the_last_one_wins()
    {
        Experiment experiment = TinyProblem.Experiment(
            "rule.nudge=0.25", "rule.nudge=0.5", "rule.neuralStep.start=0.02", "rule.neuralStep.rule=constant", "architecture=[12,5,3]", "schedule[1].from=3", "precision=double", "seed=18446744073709551615");
        CorInfoMaxOptions options = (CorInfoMaxOptions)experiment.Rule.Options;
        Assert.Equal(0.5, options.Nudge);
        Assert.Equal(0.02, options.NeuralStep.Start);
        Assert.Equal(0.001, options.NeuralStep.Stop);
        Assert.Equal(NeuralStepRule.Constant, options.NeuralStep.Rule);
        Assert.Equal([12, 5, 3], experiment.Architecture);
        Assert.Equal(3, experiment.Schedule[1].From);
        Assert.Equal(Precision.Bits64, experiment.Precision);
        Assert.Equal(ulong.MaxValue, experiment.Seed);
    }

    [Fact]
    public void Options_of_a_rule_given_by_name_alone_can_be_overridden()
    {
        Experiment experiment = ExperimentReader.Read("""{ "name": "x", "data": "mnist", "architecture": [4, 3, 2], "rule": "corinfomax" }""", "x", "rule.leak=0.1");
        Assert.Equal(0.1, ((CorInfoMaxOptions)experiment.Rule.Options).Leak);
    }

    [Fact]
    public void Comments_trailing_commas_and_numbers_in_any_form_are_read()
    {
        Experiment experiment = ExperimentReader.Read("""{ "name": "x", /* here */ "data": "mnist", "architecture": [4.0, 3, 2e0,], "rule": "corinfomax", "epochs": 1e1, } // there""", "x");
        Assert.Equal([4, 3, 2], experiment.Architecture);
        Assert.Equal(10, experiment.Epochs);
    }

    // Catches an option that is read but not written, or written under another name.
    [Fact]
    public void The_resolved_text_reads_back_as_itself()
    {
        string json = TinyProblem.Experiment("rule.threePhase=true", "precision=double", "trainAccuracy=full", "source=± λ").ToJson();
        Assert.Equal(json, ExperimentReader.Read(json, "resolved").ToJson());
        Assert.Contains("\"threePhase\": true", json, StringComparison.Ordinal);
        Assert.Contains("\"precision\": \"double\"", json, StringComparison.Ordinal);
        Assert.Contains("± λ", json, StringComparison.Ordinal);
        Assert.Contains("\"decay\": 0.01", json, StringComparison.Ordinal);
    }
}
