using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Numerics;

namespace Soma.Training.Comparisons;

/// <summary>Measures <see cref="StepCost"/>: apart from any training, from the initial weights on, learning as it goes.</summary>
public static class StepCostMeasurement
{
    // More would not be more exact.
    private const int MostRounds = 1000;

    /// <summary>Measures.</summary>
    /// <param name="experiment">Names the rule, the layers, the size of a minibatch and the value type.</param>
    /// <param name="plan">How much is measured.</param>
    /// <param name="train">The samples.</param>
    /// <param name="team">The threads, for both.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static StepCost Run(Experiment experiment, ComparisonPlan plan, Dataset train, ThreadTeam team, TimeProvider? time = null, CancellationToken cancellation = default) =>
        experiment.Precision == Precision.Bits64
            ? Run<double>(experiment, plan, train, team, time ?? TimeProvider.System, cancellation)
            : Run<float>(experiment, plan, train, team, time ?? TimeProvider.System, cancellation);

    private static StepCost Run<T>(Experiment experiment, ComparisonPlan plan, Dataset train, ThreadTeam team, TimeProvider time, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        StepLane<T> rule = new(experiment, experiment.Rule.Create<T>(), train, team, time);
        StepLane<T> yardstick = new(experiment, new Backpropagation<T>(new BackpropagationOptions()), train, team, time);
        double least = plan.LeastTime.TotalMilliseconds;
        if (Rounds(rule, yardstick, plan, 1, least / 2, cancellation) is null || Rounds(rule, yardstick, plan, plan.Rounds, least, cancellation) is not { } rounds)
            return StepCost.Unknown;
        return new(
            Median([.. rounds.SelectMany(static round => round.Rule)]),
            Median([.. rounds.SelectMany(static round => round.Yardstick)]),
            Median([.. rounds.Select(static round => Median(round.Rule) / Median(round.Yardstick))]));
    }

    // Null if either diverged.
    private static List<(IReadOnlyList<double> Rule, IReadOnlyList<double> Yardstick)>? Rounds<T>(
        StepLane<T> rule, StepLane<T> yardstick, ComparisonPlan plan, int count, double milliseconds, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<(IReadOnlyList<double> Rule, IReadOnlyList<double> Yardstick)> rounds = [];
        double passed = 0;
        while (rounds.Count < count || (passed < milliseconds && rounds.Count < MostRounds))
        {
            // Whoever comes second may find the samples nearer; both come second equally often.
            bool ruleFirst = rounds.Count % 2 == 0;
            IReadOnlyList<double>? first = (ruleFirst ? rule : yardstick).Take(rounds.Count, plan.MinibatchesPerRound, cancellation);
            IReadOnlyList<double>? second = (ruleFirst ? yardstick : rule).Take(rounds.Count, plan.MinibatchesPerRound, cancellation);
            if (first is null || second is null)
                return null;
            rounds.Add(ruleFirst ? (first, second) : (second, first));
            passed += first.Sum() + second.Sum();
        }

        return rounds;
    }

    private static double Median(IReadOnlyList<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
