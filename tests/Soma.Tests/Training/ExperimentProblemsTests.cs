using Soma.Training;

namespace Soma.Tests.Training;

public sealed class ExperimentProblemsTests
{
    [Theory]
    [InlineData("rule.nudge=0", "rule.nudge", "is 0, but must be at least -1000 and at most 1000 and not 0.")]
    [InlineData("rule.forgettingFactor=1.5", "rule.forgettingFactor", "is 1.5, but must be more than 0 and less than 1.")]
    [InlineData("rule.forgettingFactor=1", "rule.forgettingFactor", "is 1, but must be more than 0 and less than 1.")]
    [InlineData("rule.leak=1e999", "rule.leak", "is 1e999, but must be at least 0 and at most 1000.")]
    [InlineData("rule.leak=NaN", "rule.leak", "is \"NaN\", but must be a number at least 0 and at most 1000.")]
    [InlineData("rule.leak=null", "rule.leak", "is null, but must be a number at least 0 and at most 1000.")]
    [InlineData("rule.neuralStep.start=-1", "rule.neuralStep.start", "is -1, but must be more than 0 and at most 10.")]
    [InlineData("rule.neuralStep=5", "rule.neuralStep", "is 5, but must be a record { rule, start, stop, decay }.")]
    [InlineData("rule.neuralStep.rule=divideBySlowLopIndex", "rule.neuralStep.rule", "is \"divideBySlowLopIndex\", but must be one of constant, divideByLoopIndex, divideBySlowLoopIndex; did you mean 'divideBySlowLoopIndex'?")]
    [InlineData("rule.feedforwardRates=[1,-2]", "rule.feedforwardRates[1]", "is -2, but must be at least 0 and at most 1000.")]
    [InlineData("rule.feedforwardRates=1", "rule.feedforwardRates", "is 1, but must be a list of numbers, each at least 0 and at most 1000.")]
    [InlineData("rule.feedforwardRates=[1]", "rule", "feedforwardRates has 1 entries; the network 12-9-3 needs 2, one for each of layers 1 to 2.")]
    [InlineData("rule.weightDecay=1", "rule.weightDecay", "is 1, but must be true or false.")]
    [InlineData("rule.nugde=1", "rule.nugde", "there is no such key; did you mean 'rule.nudge'?")]
    [InlineData("nudge=1", "nudge", "there is no such key; did you mean 'rule.nudge'?")]
    [InlineData("epoch=3", "epoch", "there is no such key; did you mean 'epochs'?")]
    [InlineData("epochs=2.5", "epochs", "is 2.5, but must be a whole number at least 1 and at most 1000000.")]
    [InlineData("epochs=0", "epochs", "is 0, but must be at least 1 and at most 1000000.")]
    [InlineData("epochs=99999999999", "epochs", "is 99999999999, but must be a whole number at least 1 and at most 1000000.")]
    [InlineData("seed=-1", "seed", "is -1, but must be a whole number at least 0.")]
    [InlineData("name=7", "name", "is 7, but must be a text.")]
    [InlineData("architecture=[12]", "architecture", "has 1 layers, but a network has at least two: an input and an output, for example [784,10].")]
    [InlineData("architecture=[12,0,3]", "architecture[1]", "is 0, but must be at least 1 and at most 1000000.")]
    [InlineData("data=mnits", "data", "there is no dataset 'mnits'; did you mean 'mnist'?")]
    [InlineData("data=parquet:x", "data", "The name 'parquet:x' means no data: It is neither a known dataset (")]
    [InlineData("data=csv:x.csv?lable=y&scale", "data", "The name 'csv:x.csv?lable=y&scale' means no data:\n  - ")]
    [InlineData("rule.name=corinfomx", "rule.name", "there is no rule 'corinfomx'; did you mean 'corinfomax'?")]
    [InlineData("rule=[]", "rule", "is [], but must be the name of a rule: backpropagation, b")]
    [InlineData("schedule[0].from=1", "schedule[0].from", "is 1, but the first piece must start at epoch 0.")]
    [InlineData("schedule[1].from=0", "schedule[1].from", "is 0, but pieces must ascend: expected was more than 0.")]
    [InlineData("schedule[7].from=0", "schedule[7].from", "'7' has nothing inside that could be set.")]
    [InlineData("schedule=[{}]", "schedule[0].factor", "is missing; it takes a number at least 0 and at most 10. ")]
    [InlineData("rule.nudge", "rule.nudge", "is not a change; expected was key=value, for example rule.nudge=0.5.")]
    public void One_mistake_is_told_where_it_is_and_how_to_mend_it(string change, string path, string message)
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(() => TinyProblem.Experiment(change));
        Assert.Contains(failure.Problems, problem => problem.Path == path && problem.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        const string Json = """
            { "epochs": 0, "epochs": 0, "data": "mist", "architecture": [4, 3, 2], "speed": 1,
              "rule": { "name": "corinfomax", "nudge": 0, "leek": 1, "neuralStep": { "start": "fast" } } }
            """;
        ExperimentException failure = Assert.Throws<ExperimentException>(() => ExperimentReader.Read(Json, "bad.json"));
        string[] expected = ["epochs", "epochs", "data", "speed", "name", "rule.nudge", "rule.leek", "rule.neuralStep.start"];
        Assert.Equal(expected.Order(), failure.Problems.Select(static problem => problem.Path).Order());
        Assert.StartsWith("The experiment 'bad.json' cannot be used:", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "It is not JSON at line 1, column 1: ")]
    [InlineData("{\n  \"name\": \"x\",\n  oops\n}", "It is not JSON at line 3, column 3: ")]
    [InlineData("{ \"name\": \"x\"", "It is not JSON at line 1, column ")]
    [InlineData("[1, 2]", "The file holds [1,2], but an experiment is an object: ")]
    [InlineData("null", "The file holds null, but an experiment is an object: ")]
    public void Text_that_is_no_experiment_is_told_where_it_breaks(string json, string message)
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(() => ExperimentReader.Read(json, "broken.json"));
        Assert.StartsWith(message, Assert.Single(failure.Problems).Message, StringComparison.Ordinal);
    }

    // Catches names that are looked up only once every number of the rule is right.
    [Fact]
    public void Names_and_numbers_of_a_rule_are_told_together()
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(static () => ExperimentLibrary.Open(
            "mnist-bp-ce", "rule.rate=-1", "rule.optimizer.name=adan", "rule.optimizer.beta1=2", "rule.optimizer.nesterov=true"));
        Assert.Equal(
            ["rule.optimizer.beta1", "rule.optimizer.momentum", "rule.optimizer.name", "rule.rate"],
            failure.Problems.Select(static problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("rule.optimizer.name: there is no optimizer 'adan'; did you mean 'adam'?", failure.Message, StringComparison.Ordinal);
    }

    // A momentum that was refused must not be called 0 as well.
    [Fact]
    public void What_could_not_be_read_is_told_once()
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(static () => ExperimentLibrary.Open("mnist-bp-ce", "rule.optimizer.momentum=1", "rule.optimizer.nesterov=true"));
        Assert.Equal("rule.optimizer.momentum", Assert.Single(failure.Problems).Path);
    }

    // Objections of a rule whose options are already known to be wrong would only confuse.
    [Fact]
    public void A_rule_is_not_asked_about_options_that_could_not_be_read()
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(() => TinyProblem.Experiment("rule.feedforwardRates=fast", "architecture=[12,9,9,3]"));
        Assert.Equal("rule.feedforwardRates", Assert.Single(failure.Problems).Path);
    }
}
