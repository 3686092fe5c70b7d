using Soma.Sweeps;

namespace Soma.Tests.Sweeps;

public sealed class SweepProblemsTests
{
    [Theory]
    [InlineData("[1]", "experiment is an object")]
    [InlineData("""{ "experiment": "optdigits" }""", "name: is missing")]
    [InlineData("""{ "name": "s" }""", "experiment: is missing")]
    [InlineData("""{ "name": "s", "experiment": "optdigit" }""", "names 'optdigit', which cannot be used: There is neither an experiment nor a file of that name. Did you mean 'optdigits'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "gird": {} }""", "gird: there is no such key; did you mean 'grid'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "epochs": 0 }""", "epochs: is 0, but must be at least 1")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": {} }""", "grid: is {}, but must have at least one key")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leak": [] } }""", "grid.rule.leak: is [], but must be a list of at least one value")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leak": 0.5 } }""", "grid.rule.leak: is 0.5, but must be a list")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leak": [0.5, 0.5] } }""", "grid.rule.leak[1]: is 0.5, which stands there already")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leek": [0.5] } }""", "grid.rule.leek: there is no such key; did you mean 'rule.leak'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "leak": [0.5] } }""", "did you mean 'rule.leak'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leak": [0.5, -1] } }""", "grid.rule.leak: is -1, but must be")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "batchSize.x": [1] } }""", "grid.batchSize.x: ")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "seed": [1, 2] } }""", "grid.seed: seeds are not varied with the rest; list them under \"seeds\"")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "set": { "rule.leak": 0.1 }, "grid": { "rule.leak": [0.5] } }""", "grid.rule.leak: is set by set too")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "epochs": 1, "grid": { "epochs": [1, 2] } }""", "grid.epochs: is set by the top of the file too")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "architecture": [[64, 10, 10], [64, 9, 9, 10]] } }""", "setting 'architecture=[64,9,9,10]' cannot be run: rule: ")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "cases": [] }""", "cases: is [], but must be a list of at least one case")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "cases": [ 3 ] }""", "cases[0]: is 3, but must be keys")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "cases": [ { "name": 3 } ] }""", "cases[0].name: is 3, but must be a text")]
    [InlineData("""{ "name": "s", "cases": [ { "experiment": "mnits" } ] }""", "cases[0].experiment: names 'mnits', which cannot be used")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "cases": [ { "rule.leak": 0.5 }, { "rule.nudeg": 0.5 } ] }""", "cases[1].rule.nudeg: there is no such key; did you mean 'rule.nudge'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "cases": [ { "name": "a", "rule.leak": 0.5 }, { "name": "a", "rule.leak": 0.4 } ] }""", "'a' occurs twice")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "set": 3 }""", "set: is 3, but must be keys")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "set": { "rule.leek": 3 } }""", "set.rule.leek: there is no such key")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "seeds": [] }""", "seeds: is [], but must be a list of at least one whole number")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "seeds": [1, -2] }""", "seeds[1]: is -2, but must be a whole number from 0")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "seeds": [1, 1] }""", "seeds[1]: is 1, which stands there already")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "seeds": { "count": 0 } }""", "seeds.count: is 0, but must be at least 1")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "seeds": { "count": 2, "step": 0 } }""", "seeds.step: is 0, but must be at least 1")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": 3 }""", "random: is 3, but must be {")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 0, "keys": { "rule.leak": { "from": 0, "to": 1 } } } }""", "random.count: is 0, but must be at least 1")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 2 } }""", "random.keys: is null, but must have at least one key")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 2, "keys": { "rule.leak": { "from": 1, "to": 1 } } } }""", "random.keys.rule.leak.from: must be less than")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 2, "keys": { "rule.leak": { "from": 0, "to": 1, "scale": "log" } } } }""", "random.keys.rule.leak.from: must be more than 0 on a logarithmic scale")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 2, "keys": { "rule.leak": { "form": 0, "to": 1 } } } }""", "random.keys.rule.leak.form: there is no such key; did you mean 'random.keys.rule.leak.from'?")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 2, "keys": { "rule.freeSweeps": { "from": 1.5, "to": 4, "whole": true } } } }""", "must begin and end with whole numbers")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 3, "keys": { "batchSize": { "choices": [5, 10] } } } }""", "random.count: is 3, but only 2 different settings were found")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 3, "keys": { "batchSize": { "choices": [] } } } }""", "random.keys.batchSize.choices: is [], but must be a list")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 9, "keys": { "rule.freeSweeps": { "from": 1, "to": 40 } } } }""", "random.keys.rule.freeSweeps: is ")]
    public void What_is_wrong_is_said_where_it_stands(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<SweepException>(() => SweepReader.Read(json, "sweep.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_each_thing_once()
    {
        SweepException failure = Assert.Throws<SweepException>(() => SweepReader.Read(
            """
            {
              "name": "s", "experiment": "optdigits",
              "grid": { "rule.leek": [0.1, 0.2], "rule.nudge": [0.5, 0.6, 0.7], "batchSize": [0, 5] },
              "seeds": [0, 1, 2]
            }
            """,
            "sweep.json"));
        Assert.Equal(["grid.rule.leek", "grid.batchSize"], failure.Problems.Select(static problem => problem.Path).OrderDescending());
        Assert.StartsWith("The sweep 'sweep.json' cannot be used:", failure.Message, StringComparison.Ordinal);
    }

    // A person who mistyped a key and has no values yet should not find out one after the other.
    [Theory]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leek": [], "batchSize": [0] } }""", "grid.rule.leek: is [], ", "grid.rule.leek: there is no such key; did you mean 'rule.leak'?", "grid.batchSize: is 0")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leak": [], "sedes": [1] } }""", "grid.rule.leak: is [], ", "grid.sedes: there is no such key")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "random": { "count": 0, "keys": { "rule.leek": { "choices": [] } } } }""", "random.count: is 0", "random.keys.rule.leek.choices: is []", "random.keys.rule.leek: there is no such key")]
    [InlineData("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.leek": [1] }, "seeds": [] }""", "grid.rule.leek: there is no such key", "seeds: is []")]
    public void An_unknown_key_is_reported_whatever_is_wrong_beside_it(string json, params string[] expected)
    {
        string[] problems = [.. Assert.Throws<SweepException>(() => SweepReader.Read(json, "sweep.json")).Problems.Select(static problem => problem.ToString())];
        Assert.Equal(expected.Length, problems.Length);
        Assert.All(expected, start => Assert.Contains(problems, problem => problem.StartsWith(start, StringComparison.Ordinal)));
    }

    // What only goes wrong together with a value that could not be read is not blamed on the others.
    [Fact]
    public void A_list_that_is_empty_is_not_blamed_on_the_other_keys()
    {
        SweepException failure = Assert.Throws<SweepException>(() => SweepReader.Read("""{ "name": "s", "experiment": "optdigits", "grid": { "rule.feedforwardRates": [], "architecture": [[64, 20, 20, 10]] } }""", "sweep.json"));
        Assert.Equal("grid.rule.feedforwardRates", Assert.Single(failure.Problems).Path);
    }

    [Fact]
    public void More_cells_than_can_be_counted_are_refused_and_ten_million_only_counted()
    {
        string values = string.Join(", ", Enumerable.Range(1, 3200)), seeds = """{ "count": 1000000 }""";
        SweepException failure = Assert.Throws<SweepException>(() => SweepReader.Read($$"""{ "name": "s", "experiment": "optdigits", "grid": { "batchSize": [{{values}}] }, "seeds": {{seeds}} }""", "sweep.json"));
        Assert.Contains("3.2E+009 cells, more than can be counted", failure.Message, StringComparison.Ordinal);
        SweepPlan plan = SweepReader.Read($$"""{ "name": "s", "experiment": "optdigits", "grid": { "batchSize": [5, 10, 15, 20, 25, 30, 35, 40, 45, 50] }, "seeds": {{seeds}} }""", "sweep.json");
        Assert.Equal(10_000_000, plan.Count);
        Assert.Equal("batchSize=50,seed=999999", plan.Cell(10_000_000).Folder);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains("nowhere.json", Assert.Throws<SweepException>(() => SweepReader.Open("nowhere.json")).Message, StringComparison.Ordinal);
}
