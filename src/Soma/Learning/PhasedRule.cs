using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules whose network relaxes in phases: free, then nudged, … The family does the looping; a rule says what one sweep
/// does and what is learned. A phase starts where the one before it ended, the first from silence.
/// </summary>
/// <remarks>
/// Threads divide the samples: every sweep of a sample's relaxation runs on one thread, so that a phase has a single
/// meeting point, at its end.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class PhasedRule<T> : ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Matrix products work on this many rows at a time; a share of fewer would leave registers empty.
    private const int RowsOfATile = 5;

    /// <summary>How many phases a training batch has.</summary>
    protected abstract int PhaseCount { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<string> Objections(Architecture architecture);

    /// <inheritdoc/>
    public abstract Synapses<T> Grow(Architecture architecture, RandomStream random);

    /// <inheritdoc/>
    public abstract void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor);

    /// <inheritdoc/>
    public PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team) => new(architecture, capacity, PhaseCount, team);

    /// <inheritdoc/>
    public RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity) => Live(synapses, batch, activity, null, Phase.Free, 0);

    /// <inheritdoc/>
    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        record.Batch = batch;
        Plan(batch, record.Phases);
        RelaxationOutcome outcome = RelaxationOutcome.SweepLimit;
        for (int index = 0; index < record.Count && !outcome.HasDiverged; index++)
            outcome = Live(synapses, batch, record[index], index == 0 ? null : record[index - 1], record.Phases[index], index);
        return outcome;
    }

    /// <summary>Names the phases of a batch.</summary>
    /// <param name="batch">Its randomness decides what is left to chance.</param>
    /// <param name="phases">Receives the phases.</param>
    protected abstract void Plan(Batch<T> batch, Span<Phase> phases);

    /// <summary>How many sweeps a phase has.</summary>
    /// <param name="phase">The phase.</param>
    protected abstract int SweepsOf(Phase phase);

    /// <summary>What stays the same through all phases of a batch, such as the drive of the clamped input.</summary>
    /// <param name="moment">The network at the start of its first phase.</param>
    /// <param name="samples">Which samples.</param>
    protected abstract void BeginBatch(in Moment<T> moment, RowRange samples);

    /// <summary>Takes over from the phase before what <see cref="BeginBatch"/> made; the rates are copied already.</summary>
    /// <param name="before">The activity at the end of the phase before.</param>
    /// <param name="now">The activity of this phase.</param>
    /// <param name="samples">Which samples.</param>
    protected abstract void CarryOver(Activity<T> before, Activity<T> now, RowRange samples);

    /// <summary>One sweep over all layers.</summary>
    /// <param name="moment">The network and where it stands.</param>
    /// <param name="samples">Which samples.</param>
    protected abstract void Sweep(in Moment<T> moment, RowRange samples);

    private RelaxationOutcome Live(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, Activity<T>? before, Phase phase, int index)
    {
        activity.Rates[0] = batch.Inputs;
        activity.Fault.Clear();
        Moment<T> start = new(synapses, batch, activity, phase, 0);
        int sweeps = SweepsOf(phase);
        if (activity.Observer is { } observer)
        {
            for (int sweep = 0; sweep < sweeps && !activity.Fault.Any; sweep++)
            {
                activity.Team.For(batch.Count, RowsOfATile, new Relaxation(this, start with { Sweep = sweep }, before, sweep + 1));
                observer.OnSweep(phase, sweep, activity);
            }
        }
        else
        {
            activity.Team.For(batch.Count, RowsOfATile, new Relaxation(this, start, before, sweeps));
        }

        return activity.Fault.Any
            ? new RelaxationOutcome(RelaxationEnd.Diverged, index, activity.Fault.Layer, activity.Fault.Sweep)
            : RelaxationOutcome.SweepLimit;
    }

    private void Begin(in Moment<T> moment, Activity<T>? before, RowRange samples)
    {
        Activity<T> now = moment.Activity;
        for (int layer = 1; layer <= now.Architecture.OutputLayer; layer++)
        {
            // The soma starts from the projected rates; the potential at which the phase before ended is forgotten.
            if (before is null)
                now.Rates[layer].Block(samples).Clear();
            else
                before.Rates[layer].Block(samples).CopyTo(now.Rates[layer].Block(samples));
            now.Rates[layer].Block(samples).CopyTo(now.Somatic[layer].Block(samples));
        }

        if (before is null)
            BeginBatch(moment, samples);
        else
            CarryOver(before, now, samples);
    }

    private readonly struct Relaxation(PhasedRule<T> rule, Moment<T> start, Activity<T>? before, int end) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            if (start.Sweep == 0)
                rule.Begin(start, before, rows);
            for (int sweep = start.Sweep; sweep < end && !start.Activity.Fault.Any; sweep++)
            {
                rule.Sweep(start with { Sweep = sweep }, rows);
                Check(sweep, rows);
            }
        }

        // A weight that overflowed shows in the somatic potentials of the same sweep, before clipping hides it.
        private void Check(int sweep, RowRange rows)
        {
            for (int layer = 1; layer <= start.Activity.Architecture.OutputLayer; layer++)
            {
                if (Primitives.AllFinite<T>(start.Activity.Somatic[layer].Block(rows)))
                    continue;
                start.Activity.Fault.Report(sweep, layer);
                return;
            }
        }
    }
}
