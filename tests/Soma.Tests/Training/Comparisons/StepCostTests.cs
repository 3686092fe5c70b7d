using Soma.Numerics;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Tests.Training.Comparisons;

public sealed class StepCostTests
{
    // Catches the two sides exchanged, in rounds where the rule comes first or in those where it comes second, and a warm-up that is counted.
    [Fact]
    public void The_ratio_is_the_rules_time_by_that_of_backpropagation()
    {
        using ThreadTeam team = new(1);
        Experiment experiment = TinyProblem.Experiment();
        ComparisonPlan plan = new([experiment], [0]) { Rounds = 2, MinibatchesPerRound = 5, LeastTime = TimeSpan.Zero };
        ScriptedTime time = new([(5, 50), (5, 70), (5, 6), (5, 4), (5, 4), (5, 6)]);
        StepCost cost = StepCostMeasurement.Run(experiment, plan, TinyProblem.Data.Train, team, time);
        Assert.Equal(new StepCost(6, 4, 1.5), cost);
        Assert.True(time.IsOver);
    }

    // One minibatch of five that another process came between must not count.
    [Fact]
    public void An_interruption_does_not_move_the_ratio()
    {
        using ThreadTeam team = new(1);
        Experiment experiment = TinyProblem.Experiment();
        ComparisonPlan plan = new([experiment], [0]) { Rounds = 1, MinibatchesPerRound = 5, LeastTime = TimeSpan.Zero };
        ScriptedTime time = new([(10, 1), (4, 6), (1, 6000), (5, 4)]);
        Assert.Equal(new StepCost(6, 4, 1.5), StepCostMeasurement.Run(experiment, plan, TinyProblem.Data.Train, team, time));
    }

    // A round of a tiny network is over before the compiler has done its best: 20 ms before counting, then 40 ms counted, 10 ms a round.
    [Fact]
    public void Short_rounds_are_repeated_until_the_least_time_has_passed()
    {
        using ThreadTeam team = new(1);
        Experiment experiment = TinyProblem.Experiment();
        ComparisonPlan plan = new([experiment], [0]) { Rounds = 1, MinibatchesPerRound = 1, LeastTime = TimeSpan.FromMilliseconds(40) };
        ScriptedTime time = new([(4, 5), (1, 6), (2, 4), (2, 6), (2, 4), (1, 6)]);
        Assert.Equal(new StepCost(6, 4, 1.5), StepCostMeasurement.Run(experiment, plan, TinyProblem.Data.Train, team, time));
        Assert.True(time.IsOver);
    }

    [Fact]
    public void A_rule_that_diverges_has_no_cost()
    {
        using ThreadTeam team = new(1);
        Experiment experiment = TinyProblem.Experiment("rule={\"name\":\"backpropagation\",\"rate\":1000,\"optimizer\":{\"name\":\"sgd\",\"decay\":1000}}");
        Assert.Equal(StepCost.Unknown, StepCostMeasurement.Run(experiment, new ComparisonPlan([experiment], [0]), TinyProblem.Data.Train, team));
    }

    // Each pair of readings lies a given number of milliseconds apart.
    private sealed class ScriptedTime((int Minibatches, int Milliseconds)[] script) : TimeProvider
    {
        private readonly int[] _steps = [.. script.SelectMany(static part => Enumerable.Repeat(part.Milliseconds, part.Minibatches))];
        private int _readings;
        private long _now;

        public bool IsOver => _readings == 2 * _steps.Length;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp()
        {
            if (_readings++ % 2 == 1)
                _now += _steps[(_readings / 2) - 1];
            return _now;
        }
    }
}
