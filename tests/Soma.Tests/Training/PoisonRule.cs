using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Training;

public sealed record PoisonOptions;

/// <summary>A rule that no catalogue holds: it never relaxes, and the last update of an epoch makes a weight infinite.</summary>
public sealed class PoisonRule<T>(PoisonOptions options) : ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static RuleInfo Info { get; } = new("poison", "For tests.", typeof(PoisonOptions), typeof(PoisonRule<>));

    public PoisonOptions Options { get; } = options;

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

    public RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity) => RelaxationOutcome.SweepLimit;

    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        record.Batch = batch;
        return RelaxationOutcome.SweepLimit;
    }

    public void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        if (record.Batch.Count < record.Batch.Capacity)
            synapses["wff"][1][0, 0] = T.PositiveInfinity;
    }
}
