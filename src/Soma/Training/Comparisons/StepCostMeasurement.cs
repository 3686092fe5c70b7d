using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Numerics;

namespace Soma.Training.Comparisons;

/// <summary>Measures <see cref="StepCost"/>: apart from any training, from the initial weights on, learning as it goes.</summary>
public static class StepCostMeasurement
{
    // The code has its final form after some tens of calls.
    private const int WarmUpMinibatches = 40;

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
        rule.Take(0, WarmUpMinibatches, cancellation);
        yardstick.Take(0, WarmUpMinibatches, cancellation);
        List<double> ruleTimes = [], yardstickTimes = [], ratios = [];
        for (int round = 1; round <= plan.Rounds; round++)
        {
            // Whoever comes second may find the samples nearer; both come second equally often.
            bool ruleFirst = round % 2 == 1;
            IReadOnlyList<double>? first = (ruleFirst ? rule : yardstick).Take(round, plan.MinibatchesPerRound, cancellation);
            IReadOnlyList<double>? second = (ruleFirst ? yardstick : rule).Take(round, plan.MinibatchesPerRound, cancellation);
            if (first is null || second is null)
                return StepCost.Unknown;
            (IReadOnlyList<double> own, IReadOnlyList<double> other) = ruleFirst ? (first, second) : (second, first);
            ruleTimes.AddRange(own);
            yardstickTimes.AddRange(other);
            ratios.Add(Median(own) / Median(other));
        }

        return new(Median(ruleTimes), Median(yardstickTimes), Median(ratios));
    }

    private static double Median(IReadOnlyList<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
