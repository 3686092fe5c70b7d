using Soma.Data;
using Soma.Learning.Rules;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

public sealed class ExperimentLibraryTests
{
    public static TheoryData<string> Names() => [.. ExperimentLibrary.All.Select(static entry => entry.Name)];

    // Catches a file under papers/ that no longer fits the options.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_experiment_can_be_opened_and_names_its_source(string name)
    {
        Experiment experiment = ExperimentLibrary.Open(name);
        Assert.Equal(name, experiment.Name);
        Assert.NotEmpty(experiment.Title);
        Assert.NotEmpty(experiment.Source);
    }

    [Fact]
    public void Names_are_unique_and_every_file_of_the_repository_travels_along()
    {
        string papers = Path.Combine(ExperimentSchemaTests.Repository(), "papers");
        string[] files = [.. Directory.GetFiles(papers, "*.json", SearchOption.AllDirectories)
            .Where(static file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(file)) is not ("sweeps" or "symplectic-adjoint-2021"))];
        Assert.Equal(
            files.Select(file => "papers/" + Path.GetRelativePath(papers, file).Replace('\\', '/')).Order(),
            ExperimentLibrary.All.Select(static entry => entry.Path).Order());
        Assert.Distinct(ExperimentLibrary.All.Select(static entry => entry.Name));
    }

    // The numbers of the published setting 1, written down once more.
    [Fact]
    public void The_published_MNIST_setting_is_the_published_one()
    {
        Experiment experiment = ExperimentLibrary.Open("mnist");
        CorInfoMaxOptions options = (CorInfoMaxOptions)experiment.Rule.Options;
        Assert.Equal([784, 500, 10], experiment.Architecture);
        Assert.Equal((20, 50), (experiment.BatchSize, experiment.Epochs));
        Assert.Equal((30, 10), (options.FreeSweeps, options.NudgedSweeps));
        Assert.Equal((0.99999, 0.15, 0.5, 1.0, true), (options.ForgettingFactor, options.Perturbation, options.Leak, options.Nudge, options.RandomNudgeSign));
        Assert.Equal([1.0, 0.7], options.FeedforwardRates);
        Assert.Equal([0.15], options.FeedbackRates);
        Assert.Equal(Math.Max(0.05 / 1.29, 0.001), options.NeuralStep.At(29), 15);
        Assert.False(options.ThreePhase || options.WeightDecay);
    }

    // The quick look must be worth a look, and needs no files.
    [Fact]
    public void The_quick_look_learns_to_read_digits()
    {
        Experiment experiment = ExperimentLibrary.Open("optdigits");
        using ThreadTeam team = new(1);
        Trainer<float> trainer = new(experiment, DataName.Parse(experiment.Data).Load().Pair, team);
        Assert.InRange(trainer.Run(trainer.Begin()).LastEpoch!.TestAccuracy, 0.9, 1);
    }

    [Fact]
    public void A_file_can_be_opened_too()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("mine.json"), TinyProblem.Json);
        Assert.Equal(7ul, ExperimentLibrary.Open(folder.File("mine.json"), "seed=7").Seed);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(() => ExperimentLibrary.Open("mnits"));
        Assert.Contains("Did you mean 'mnist'?", failure.Message, StringComparison.Ordinal);
    }
}
