using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules whose network relaxes in phases: free, then nudged, … The family does the looping; a rule says what one sweep
/// does and what is learned. A phase starts where the one before it ended unless the rule says otherwise, the first from silence.
/// </summary>
/// <remarks>
/// Threads divide the samples: every sweep of a sample's relaxation runs on one thread, so that a phase has a single
/// meeting point, at its end.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class PhasedRule<T> : ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Matrix products work on this many rows at a time; a share of fewer would leave registers empty. Samples also settle in groups of this
    // many, counted from the first, so that no decision depends on how the samples are divided among threads.
    private const int RowsOfATile = 5;
    private const string Before = "rates-before-the-sweep";

    /// <summary>How many phases a training batch has.</summary>
    protected abstract int PhaseCount { get; }

    /// <summary>When a relaxation may stop before its sweeps are done; off unless the rule says otherwise.</summary>
    protected virtual Settling Settling => Settling.Off;

    /// <inheritdoc/>
    public abstract PlausibilityCard Card { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<PlasticityReads> Reads(Architecture architecture);

    /// <inheritdoc/>
    public abstract IEnumerable<string> Objections(Architecture architecture);

    /// <inheritdoc/>
    public abstract Synapses<T> Grow(Architecture architecture, RandomStream random);

    /// <inheritdoc/>
    public abstract void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor);

    /// <inheritdoc/>
    public PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team) => new(architecture, capacity, PhaseCount, team);

    /// <inheritdoc/>
    public virtual RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity) => Live(synapses, batch, activity, null, Phase.Free, 0);

    /// <inheritdoc/>
    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        record.Batch = batch;
        Plan(batch, record.Phases);
        RelaxationOutcome outcome = RelaxationOutcome.SweepLimit;
        for (int index = 0; index < record.Count && !outcome.HasDiverged; index++)
            outcome = Live(synapses, batch, record[index], index == 0 ? null : record[StartOf(index)], record.Phases[index], index);
        return outcome;
    }

    /// <summary>Names the phases of a batch.</summary>
    /// <param name="batch">Its randomness decides what is left to chance.</param>
    /// <param name="phases">Receives the phases.</param>
    protected abstract void Plan(Batch<T> batch, Span<Phase> phases);

    /// <summary>At the end of which phase a later one starts: the one before it, unless the rule says otherwise.</summary>
    /// <param name="phase">The later phase, from 1, in the order lived through.</param>
    /// <returns>The earlier phase, from 0.</returns>
    protected virtual int StartOf(int phase) => phase - 1;

    /// <summary>How many sweeps a phase has.</summary>
    /// <param name="phase">The phase.</param>
    protected abstract int SweepsOf(Phase phase);

    /// <summary>
    /// Which share of the way to where its inputs pull it a unit goes in one sweep; what is left to go is judged from the step by it.
    /// </summary>
    /// <param name="sweep">t, from 0.</param>
    /// <returns>More than 0; 1 if a sweep goes all the way.</returns>
    protected virtual double ShareOfGapClosed(int sweep) => 1;

    /// <summary>Whether what else moves beside the rates, such as interneurons, has come to rest too. Asked only once the rates have.</summary>
    /// <param name="activity">The activity at the end of a sweep.</param>
    /// <param name="samples">Which samples.</param>
    protected virtual bool RestHasSettled(Activity<T> activity, RowRange samples) => true;

    /// <summary>
    /// What is made of the synapses once per batch, before its first phase, such as transposed copies in the <see cref="Activity{T}.Workspace"/>. Called outside of the
    /// threads, which it may use. Does nothing unless the rule needs it.
    /// </summary>
    /// <param name="synapses">The network.</param>
    /// <param name="activity">The activity of the first phase.</param>
    protected virtual void Arrange(Synapses<T> synapses, Activity<T> activity)
    {
    }

    /// <summary>A phase in continuous time, if it is to be lived through so: then the rule implements <see cref="Flow"/>, and <see cref="Sweep"/> is not called. Null, the default, for sweeps.</summary>
    /// <param name="phase">The phase.</param>
    protected virtual ContinuousPhase? InContinuousTime(Phase phase) => null;

    /// <summary>
    /// The differential equation that the sweeps approximate: from the somatic potentials u as they stand in the activity, first the rates of all layers, then du/dt of all layers.
    /// </summary>
    /// <param name="moment">The network; its <see cref="Activity{T}.Somatic"/> potentials are the state.</param>
    /// <param name="change">Receives du/dt, layers 1 … P.</param>
    /// <param name="samples">Which samples.</param>
    /// <exception cref="NotSupportedException">The rule has no such equation.</exception>
    protected internal virtual void Flow(in Moment<T> moment, LayerSignals<T> change, RowRange samples) =>
        throw new NotSupportedException($"{GetType().Name} relaxes by sweeps alone.");

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
        activity.SettledAfter.Clear();
        if (before is null)
            Arrange(synapses, activity);
        Moment<T> start = new(synapses, batch, activity, phase, 0);
        ContinuousPhase? continuous = InContinuousTime(phase);
        int sweeps = continuous is not null ? 1 : Settling.IsOn ? Settling.SweepLimit : SweepsOf(phase);
        if (activity.Observer is { } observer)
        {
            for (int sweep = 0; sweep < sweeps && !IsOver(activity, batch.Count); sweep++)
            {
                activity.Team.For(batch.Count, RowsOfATile, new Relaxation(this, start with { Sweep = sweep }, before, sweep + 1, continuous));
                observer.OnSweep(phase, sweep, activity);
            }
        }
        else
        {
            activity.Team.For(batch.Count, RowsOfATile, new Relaxation(this, start, before, sweeps, continuous));
        }

        if (activity.Fault.Any)
            return new RelaxationOutcome(RelaxationEnd.Diverged, index, activity.Fault.Layer, activity.Fault.Sweep) { Solver = ContinuousRelaxation<T>.FailureOf(activity.Fault, continuous) };
        return IsOver(activity, batch.Count) ? new RelaxationOutcome(RelaxationEnd.Settled) : RelaxationOutcome.SweepLimit;
    }

    private static bool IsOver(Activity<T> activity, int samples) => activity.Fault.Any || !activity.SettledAfter[..samples].Contains(0);

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

    // Whether the rates of these samples are as close to where they are going as was asked, judged by the sweep that was just done.
    private bool HaveSettled(Activity<T> activity, int sweep, RowRange samples)
    {
        T tolerated = T.CreateChecked(Settling.Tolerance * ShareOfGapClosed(sweep));
        for (int layer = 1; layer <= activity.Architecture.OutputLayer; layer++)
        {
            if (!(Primitives.LargestDifference<T>(activity.Rates[layer].Block(samples), activity[Before][layer].Block(samples)) <= tolerated))
                return false;
        }

        return RestHasSettled(activity, samples);
    }

    private static void KeepRates(Activity<T> activity, RowRange samples)
    {
        for (int layer = 1; layer <= activity.Architecture.OutputLayer; layer++)
            activity.Rates[layer].Block(samples).CopyTo(activity[Before][layer].Block(samples));
    }

    private readonly struct Relaxation(PhasedRule<T> rule, Moment<T> start, Activity<T>? before, int end, ContinuousPhase? continuous) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            if (start.Sweep == 0)
                rule.Begin(start, before, rows);
            if (continuous is not null)
            {
                for (int first = rows.Start; first < rows.End; first += RowsOfATile)
                    ContinuousRelaxation<T>.Live(rule, start, continuous, rows.Start, new RowRange(first, Math.Min(first + RowsOfATile, rows.End)));
                return;
            }

            if (!rule.Settling.IsOn)
            {
                start.Activity.Evaluations[rows.Start..rows.End].Fill(end);
                for (int sweep = start.Sweep; sweep < end && !start.Activity.Fault.Any; sweep++)
                    Sweep(sweep, rows);
                return;
            }

            for (int first = rows.Start; first < rows.End; first += RowsOfATile)
                Settle(new RowRange(first, Math.Min(first + RowsOfATile, rows.End)));
        }

        private void Settle(RowRange group)
        {
            Activity<T> activity = start.Activity;
            for (int sweep = start.Sweep; sweep < end && !activity.Fault.Any && activity.SettledAfter[group.Start] == 0; sweep++)
            {
                KeepRates(activity, group);
                Sweep(sweep, group);
                activity.Evaluations[group.Start..group.End].Fill(sweep + 1);
                if (rule.HaveSettled(activity, sweep, group))
                    activity.SettledAfter[group.Start..group.End].Fill(sweep + 1);
            }
        }

        private void Sweep(int sweep, RowRange rows)
        {
            rule.Sweep(start with { Sweep = sweep }, rows);
            Check(sweep, rows);
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
