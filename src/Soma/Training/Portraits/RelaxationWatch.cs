using System.Numerics;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>Watches a relaxation: the information between layers, the objective, and how much still moves.</summary>
internal sealed class RelaxationWatch<T>(Batch<T> batch, double epsilon) : ISweepObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<RelaxationPoint> _points = [];
    private double[][]? _before;

    /// <summary>What was seen, in the order lived through.</summary>
    public IReadOnlyList<RelaxationPoint> Points => _points;

    /// <inheritdoc/>
    public void OnSweep(Phase phase, int sweep, Activity<T> activity)
    {
        Matrix<T>[] rates = [.. Enumerable.Range(0, activity.Architecture.OutputLayer + 1).Select(layer => activity.Rates[layer])];
        double[][] now = [.. rates.Skip(1).Select(Values)];
        if (now.Any(static layer => !layer.All(double.IsFinite)))
            return;
        NetworkObjective objective = NetworkObjective.OfSamples(rates, batch.Targets, batch.Count, epsilon, phase.Nudge);
        double[] changes = [.. now.Select((layer, index) => sweep == 0 || _before is null ? double.NaN : layer.Zip(_before[index], static (to, from) => Math.Abs(to - from)).Average())];
        _points.Add(new RelaxationPoint(phase, sweep, objective.Information, objective.Value, changes));
        _before = now;
    }

    private double[] Values(Matrix<T> rates)
    {
        double[] values = new double[batch.Count * rates.Columns];
        for (int sample = 0; sample < batch.Count; sample++)
        {
            ReadOnlySpan<T> row = rates.Row(sample);
            for (int unit = 0; unit < row.Length; unit++)
                values[(sample * row.Length) + unit] = double.CreateChecked(row[unit]);
        }

        return values;
    }
}
