using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>"extends": experiments that say only in what they differ.</summary>
public sealed class ExperimentInheritanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExperimentInheritanceTests() => Write("tiny.json", TinyProblem.Json);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Records_are_merged_and_lists_are_replaced()
    {
        Experiment experiment = Open("""{ "extends": "tiny.json", "name": "mine", "rule": { "leak": 0.125, "neuralStep": { "rule": "constant" } }, "schedule": [{ "from": 0, "factor": 0.5 }] }""");
        CorInfoMaxOptions options = (CorInfoMaxOptions)experiment.Rule.Options;
        Assert.Equal(0.125, options.Leak);
        Assert.Equal(20, options.FreeSweeps);
        Assert.Equal((NeuralStepRule.Constant, new NeuralStepSize().Start), (options.NeuralStep.Rule, options.NeuralStep.Start));
        Assert.Equal([1, 0.7], options.FeedforwardRates);
        Assert.Equal([12, 9, 3], experiment.Architecture);
        Assert.Equal(0.5, Assert.Single(experiment.Schedule).Factor);
        Assert.Equal("mine", experiment.Name);
    }

    // A title, a source or a published value that were inherited would be claims about another experiment.
    [Fact]
    public void What_tells_experiments_apart_is_not_inherited()
    {
        Experiment experiment = Open("""{ "extends": "mnist", "name": "mine" }""");
        Assert.Equal(("", "", null), (experiment.Title, experiment.Source, experiment.Published));
        Assert.Equal(ExperimentLibrary.Open("mnist").ToJson(), (experiment with
        {
            Name = "mnist",
            Title = ExperimentLibrary.Open("mnist").Title,
            Source = ExperimentLibrary.Open("mnist").Source,
            Published = ExperimentLibrary.Open("mnist").Published,
        }).ToJson());
    }

    [Fact]
    public void What_is_written_to_run_folders_is_complete()
    {
        Experiment experiment = Open("""{ "extends": "tiny.json", "name": "mine", "seed": 8 }""");
        Assert.DoesNotContain("extends", experiment.ToJson(), StringComparison.Ordinal);
        Assert.Equal(experiment.ToJson(), ExperimentReader.Read(experiment.ToJson(), "elsewhere/experiment.json").ToJson());
    }

    [Fact]
    public void Overrides_come_last() =>
        Assert.Equal(0.25, ((CorInfoMaxOptions)ExperimentLibrary.Open(Write("mine.json", """{ "extends": "tiny.json", "name": "mine", "rule": { "leak": 0.125 } }"""), "rule.leak=0.25").Rule.Options).Leak);

    [Fact]
    public void A_path_is_relative_to_the_file_that_extends()
    {
        Directory.CreateDirectory(_folder.File("below"));
        Assert.Equal(5ul, ExperimentLibrary.Open(Write("below/mine.json", """{ "extends": "../tiny.json", "name": "mine" }""")).Seed);
    }

    [Theory]
    [InlineData("""{ "extends": 5, "name": "mine" }""", "extends: is 5, but must be the name of an experiment or the path of a file.")]
    [InlineData("""{ "extends": "mnits", "name": "mine" }""", "extends: names 'mnits', which cannot be used: There is neither an experiment nor a file of that name. Did you mean 'mnist'?")]
    [InlineData("""{ "extends": "mine.json", "name": "mine" }""", "extends: names 'mine.json', which itself extends \"mine.json\"; only one step is followed.")]
    [InlineData("""{ "extends": "cycle.json", "name": "mine" }""", "extends: names 'cycle.json', which itself extends \"mine.json\"; only one step is followed.")]
    [InlineData("""{ "extends": "table-7-setting-2", "name": "mine" }""", "which itself extends \"mnist\"; only one step is followed. Extend an experiment that is written out in full.")]
    [InlineData("""{ "extends": "tiny.json", "name": "tiny" }""", "name: is \"tiny\", which is also the name of what is extended; give this experiment a name of its own.")]
    [InlineData("""{ "extends": "broken.json", "name": "mine" }""", "extends: names 'broken.json', which cannot be used: It is not JSON at line 1")]
    [InlineData("""{ "extends": "tiny.json" }""", "name: is missing")]
    [InlineData("""{ "extends": "tiny.json", "name": "mine", "rule": { "leek": 1 } }""", "rule.leek: there is no such key; did you mean 'rule.leak'?")]
    public void What_cannot_be_extended_is_told(string json, string message)
    {
        Write("cycle.json", """{ "extends": "mine.json", "name": "cycle" }""");
        Write("broken.json", "{");
        Assert.Contains(message, Assert.Throws<ExperimentException>(() => Open(json)).Message, StringComparison.Ordinal);
    }

    private Experiment Open(string json) => ExperimentLibrary.Open(Write("mine.json", json));

    private string Write(string name, string json)
    {
        File.WriteAllText(_folder.File(name), json);
        return _folder.File(name);
    }
}
