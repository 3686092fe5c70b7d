using Soma.Testing;

namespace Soma.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("trian mnist", "no verb 'trian'; did you mean 'train'?")]
    [InlineData("xyzzy", "no verb 'xyzzy'; the verbs are: bench, compare, data, evaluate, ")]
    [InlineData("train mnist --epohcs 3", "no option '--epohcs'; did you mean '--epochs'?")]
    [InlineData("rules --jsno", "'soma rules' has no option '--jsno'")]
    [InlineData("rules corinfomaks", "no rule 'corinfomaks'; did you mean 'corinfomax'?")]
    [InlineData("train mnits", "did you mean 'mnist'?")]
    [InlineData("experiments mnits", "did you mean 'mnist'?")]
    [InlineData("data verify mnits", "no dataset 'mnits'; did you mean 'mnist'?")]
    [InlineData("data shwo mnist", "no verb 'shwo'; did you mean 'show'?")]
    [InlineData("data", "needs a verb: fetch, list, show, verify")]
    [InlineData("train mnist --set rule.nugde=0.5", "did you mean 'rule.nudge'?")]
    [InlineData("train mnist --set rule.name=corinfomin", "did you mean 'corinfomax'?")]
    [InlineData("bench --path avx3", "the paths are: scalar, vector128, avx2, avx512")]
    [InlineData("compare mnits", "did you mean 'mnist'?")]
    [InlineData("evaluate x --on tset", "takes test or train, but was given 'tset'")]
    public async Task An_unknown_name_is_named_with_what_is_near(string line, string expected)
    {
        Outcome outcome = (await SomaRun.Of(line.Split(' '))).Expect(2);
        Assert.Contains(expected, outcome.Error, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Theory]
    [InlineData("train mnist --epochs 0", "'--epochs' takes a whole number from 1 to 1000000, but was given '0'")]
    [InlineData("train mnist --epochs 1.5", "but was given '1.5'")]
    [InlineData("train mnist --seed -1", "'--seed' takes a whole number from 0 to 18446744073709551615, but was given '-1'")]
    [InlineData("train mnist --threads many", "'--threads' takes a whole number from 1 to 256, but was given 'many'")]
    [InlineData("bench --seconds NaN", "'--seconds' takes a number from 0 to 3600, but was given 'NaN'")]
    [InlineData("bench --architecture 784", "takes at least two sizes")]
    [InlineData("bench --architecture 784,0,10", "was given '784,0,10'")]
    [InlineData("train", "needs EXPERIMENT: Name of an experiment")]
    [InlineData("export runs/mnist --out weights", "'soma export' needs the option --format: What to write.")]
    [InlineData("train mnist --out", "'--out' needs a value: Folder of the run")]
    [InlineData("train mnist --set nudge", "takes KEY=VALUE, such as rule.nudge=0.5, but was given 'nudge'")]
    [InlineData("train --set epochs=1 mnist", "was given 'mnist'. If that is the EXPERIMENT, write it before --set.")]
    [InlineData("compare", "needs EXPERIMENT: Names of experiments")]
    [InlineData("compare mnist --seeds 0,x", "'--seeds' takes whole numbers from 0 such as 0,10,20, but was given '0,x'")]
    [InlineData("compare mnist --seeds", "'--seeds' needs a value: Where the randomness")]
    [InlineData("compare mnist --seeds 3,3", "seed 3 stands there more than once")]
    [InlineData("compare mnist --set nudge", "takes KEY=VALUE, such as rule.nudge=0.5, but was given 'nudge'")]
    [InlineData("rules corinfomax twice", "does not expect the word 'twice'")]
    [InlineData("train mnist --set rule.nudge=NaN", "rule.nudge")]
    [InlineData("train mnist --set rule.leak=-1 --set architecture=[784,500,500,10]", "rule.leak")]
    public async Task A_value_that_makes_no_sense_is_refused_with_what_would(string line, string expected)
    {
        Outcome outcome = (await SomaRun.Of(line.Split(' '))).Expect(2);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_a_command_line_are_told_at_once()
    {
        Outcome outcome = (await SomaRun.Of("bench", "--threads", "0", "--batch", "x", "--fere", "3")).Expect(2);
        Assert.Contains("'--threads' takes", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'--batch' takes", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean '--free'?", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("See: soma bench --help", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_an_experiment_are_told_at_once()
    {
        Outcome outcome = (await SomaRun.Of("train", "mnist", "--set", "rule.leak=-1", "--set", "batchSize=0", "--set", "rule.forgettingFactor=1")).Expect(2);
        Assert.All(["rule.leak", "batchSize", "rule.forgettingFactor"], key => Assert.Contains(key, outcome.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everything_that_keeps_experiments_from_being_compared_is_told_at_once()
    {
        Outcome outcome = (await SomaRun.Of("compare", "mnist", "optdigits", "mnist", "--seeds", "1,1")).Expect(2);
        Assert.Contains("'mnist' stands there 2 times", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("data differs: mnist in mnist, optdigits in optdigits", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("batchSize differs: 20 in mnist, 5 in optdigits", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("epochs differs: 50 in mnist, 5 in optdigits", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("seed 1 stands there more than once", outcome.Error, StringComparison.Ordinal);
        outcome = (await SomaRun.Of("compare", "mnits", "optdigit")).Expect(2);
        Assert.Contains("'mnist'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'optdigits'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_file_with_an_unknown_rule_and_dataset_is_refused_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("own.json", """{ "name": "own", "data": "mnits", "architecture": [784, 10], "rule": { "name": "corinfomex" } }"""u8.ToArray());
        Outcome outcome = (await SomaRun.Of("train", path)).Expect(2);
        Assert.Contains("'mnist'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'corinfomax'", outcome.Error, StringComparison.Ordinal);
    }
}
