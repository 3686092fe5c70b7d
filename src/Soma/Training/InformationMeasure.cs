using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Gathers the activity of a few samples while a dataset is answered, and measures the information between the layers in it.</summary>
internal sealed class InformationMeasure<T> : IAnswerWatcher<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double UsualPerturbation = 0.15, UsualNudge = 1;

    private readonly int _every;
    private readonly double _epsilon;
    private readonly double _nudge;
    private readonly int[] _chosen;
    private readonly Matrix<double>[] _rates;
    private readonly Matrix<double> _targets;

    private InformationMeasure(Experiment experiment, Dataset data)
    {
        InformationWatch watch = experiment.Information;
        ICorrelativeOptions? rule = experiment.Rule.Options as ICorrelativeOptions;
        _every = watch.Every;
        _epsilon = watch.Perturbation > 0 ? watch.Perturbation : rule?.Perturbation ?? UsualPerturbation;
        _nudge = Math.Abs(rule?.Nudge ?? UsualNudge);
        _chosen = Choose(data.Count, watch.Samples);
        _rates = [.. experiment.Architecture.Select(units => new Matrix<double>(_chosen.Length, units))];
        _targets = new Matrix<double>(_chosen.Length, data.Classes);
    }

    /// <summary>What stands for an objective in an epoch that is not measured: as many values, none of them a number.</summary>
    public NetworkObjective NotMeasured => new([.. _rates.Skip(1).Select(static _ => double.NaN)], double.NaN, _nudge);

    /// <summary>Makes the measure that an experiment asks for; null if it asks for none.</summary>
    public static InformationMeasure<T>? For(Experiment experiment, Dataset data) => experiment.Information.Watch ? new(experiment, data) : null;

    /// <summary>Whether it is an epoch to be measured.</summary>
    /// <param name="epoch">From 1.</param>
    public bool IsDue(int epoch) => epoch % _every == 0;

    /// <inheritdoc/>
    public void OnAnswers(int first, Batch<T> batch, Activity<T> activity)
    {
        int start = Array.BinarySearch(_chosen, first);
        for (int index = start < 0 ? ~start : start; index < _chosen.Length && _chosen[index] < first + batch.Count; index++)
        {
            int row = _chosen[index] - first;
            for (int layer = 0; layer < _rates.Length; layer++)
                SampleCorrelation.CopyRow<T>(activity.Rates[layer].Row(row), _rates[layer].Row(index));
            SampleCorrelation.CopyRow<T>(batch.Targets.Row(row), _targets.Row(index));
        }
    }

    /// <summary>The information and the objective of the activity that was gathered last.</summary>
    public NetworkObjective Measure() => NetworkObjective.OfSamples(_rates, _targets, _chosen.Length, _epsilon, _nudge);

    // The same for every seed, so that runs can be compared; drawn by lot, for the files of some datasets are in order of class.
    private static int[] Choose(int count, int wanted)
    {
        int[] samples = [.. Enumerable.Range(0, count)];
        new RandomStream(0).Split("information").Shuffle<int>(samples);
        int[] chosen = samples[..Math.Min(wanted, count)];
        Array.Sort(chosen);
        return chosen;
    }
}
