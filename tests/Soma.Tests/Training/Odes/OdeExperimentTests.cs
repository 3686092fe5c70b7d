using Soma.Numerics;
using Soma.Testing;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Tests.Training.Odes;

public sealed class OdeExperimentTests
{
    public static TheoryData<string> Names() => [.. OdeExperimentLibrary.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_experiment_of_the_library_can_be_opened_and_read_back(string name)
    {
        OdeExperiment experiment = OdeExperimentLibrary.Open(name);
        Assert.Equal((name, name), (experiment.Name, experiment.Subject));
        Assert.NotEmpty(experiment.Title);
        Assert.Equal(experiment.ToJson(), OdeExperimentReader.Read(experiment.ToJson(), name).ToJson());
    }

    [Fact]
    public void Every_file_of_the_repository_travels_along() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Repository.Root, "papers", "symplectic-adjoint-2021"), "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
        OdeExperimentLibrary.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(static () => OdeExperimentReader.Read(
            """
            {
              "system": "spirall", "intervals": 5, "segment": 9, "rate": -1, "hiden": [3], "gradient": "symplectic-adjiont",
              "solver": { "method": "dopri55", "relativeTolerance": 0 }, "optimizer": { "name": "adamm" }, "batchSize": 0
            }
            """,
            "bad.json"));
        Assert.Equal(["batchSize", "gradient", "hiden", "optimizer.name", "rate", "segment", "solver", "solver.relativeTolerance", "system"], failure.Problems.Select(static problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.All(
            ["did you mean 'spiral'", "did you mean 'symplectic-adjoint'", "did you mean 'hidden'", "did you mean 'dopri5'", "did you mean 'adam'", "more than 0", "only 5 intervals"],
            sentence => Assert.Contains(sentence, failure.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "neither")]
    [InlineData("""{ "system": "spiral", "density": "rings" }""", "both")]
    [InlineData("[]", "an experiment is an object")]
    [InlineData("""{ "system": 5 }""", "must be a text")]
    [InlineData("""{ "density": "ring" }""", "did you mean 'rings'")]
    [InlineData("""{ "density": "rings", "segment": 4 }""", "there is no such key")]
    [InlineData("""{ "system": "spiral", "hidden": [0] }""", "at least 1")]
    [InlineData("""{ "density": "rings", "hidden": [] }""", "at least one hidden layer")]
    [InlineData("""{ "system": "kdv", "trajectories": 100000, "intervals": 1000000 }""", "take fewer")]
    public void What_is_no_experiment_is_refused(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ExperimentException>(() => OdeExperimentReader.Read(json, "bad.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Overrides_change_what_was_written()
    {
        OdeExperiment experiment = OdeExperimentLibrary.Open("spiral", "solver.method=rk4", "hidden=[5]", "segment=7");
        Assert.Equal("rk4", experiment.Solver.Method);
        Assert.Equal([5], experiment.Hidden);
        Assert.Equal(7, Assert.IsType<TrajectoryExperiment>(experiment).Segment);
    }

    // The way that is made at a tight tolerance has an end.
    [Fact]
    public void A_trajectory_that_cannot_be_made_is_a_fault_of_the_experiment()
    {
        using ThreadTeam team = new(1);
        ExperimentException failure = Assert.Throws<ExperimentException>(() => new OdeTrainer(TinyOde.Spiral with { System = "lotka-volterra", Duration = 1e6 }, team));
        Assert.Contains("duration: is too long", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_does_not_exist_gets_the_nearest() =>
        Assert.Contains("Did you mean 'two-moons'?", Assert.Throws<ExperimentException>(static () => OdeExperimentLibrary.Open("two-moon")).Message, StringComparison.Ordinal);
}
