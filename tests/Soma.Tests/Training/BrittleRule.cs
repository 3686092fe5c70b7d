using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Training;

/// <summary>How a <see cref="BrittleRule{T}"/> breaks.</summary>
public sealed record BrittleOptions
{
    /// <summary>Sum of all rate factors so far from which an update breaks the network.</summary>
    public double BreaksFrom { get; init; } = double.PositiveInfinity;

    /// <summary>Updates with rate factors up to this one never do.</summary>
    public double Bears { get; init; }

    /// <summary>What the broken weight becomes: a finite number for wrong answers, an infinite one for an overflow.</summary>
    public double Broken { get; init; } = 1;

    /// <summary>Whether a relaxation of a broken network diverges rather than answers wrongly.</summary>
    public bool Diverges { get; init; }

    /// <summary>Whether minibatches that are not full are answered wrongly, though nothing is broken.</summary>
    public bool MissesSmallBatches { get; init; }
}

/// <summary>
/// A rule that no catalogue holds. It answers everything rightly until an update breaks it, and everything wrongly from then on. Its two weights are whether it is broken and how much it has learned.
/// </summary>
public sealed class BrittleRule<T>(BrittleOptions options) : ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static RuleInfo Info { get; } = new("brittle", "For tests.", typeof(BrittleOptions), typeof(BrittleRule<>));

    public PlausibilityCard Card => PlainCard.Value;

    public IEnumerable<PlasticityReads> Reads(Architecture architecture) => [];

    public IEnumerable<string> Objections(Architecture architecture) => [];

    public Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        synapses.Add("wff", 1, new PanelMatrix<T>(architecture[1], architecture[0]));
        return synapses;
    }

    public PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team) => new(architecture, capacity, 1, team);

    public RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity)
    {
        bool broken = synapses["wff"][1][0, 0] != T.Zero;
        if (broken && options.Diverges)
            return new RelaxationOutcome(RelaxationEnd.Diverged, 0, 1, 3);
        Matrix<T> outputs = activity.Rates[activity.Architecture.OutputLayer];
        for (int sample = 0; sample < batch.Count; sample++)
        {
            bool right = !broken && !(options.MissesSmallBatches && batch.Count < batch.Capacity);
            outputs.Row(sample).Clear();
            outputs.Row(sample)[(batch.Labels[sample] + (right ? 0 : 1)) % outputs.Columns] = T.One;
        }

        return RelaxationOutcome.SweepLimit;
    }

    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        record.Batch = batch;
        return Infer(synapses, batch, record[0]);
    }

    public void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        PanelMatrix<T> weights = synapses["wff"][1];
        weights[0, 1] += T.CreateChecked(rateFactor);
        if (double.CreateChecked(weights[0, 1]) >= options.BreaksFrom && rateFactor > options.Bears)
            weights[0, 0] = T.CreateChecked(options.Broken);
    }
}
