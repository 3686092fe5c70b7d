using System.Numerics;
using Soma.Dynamics;
using Soma.Dynamics.Solvers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// A few samples that live through a phase in continuous time. Their somatic potentials are the state of a differential equation, layer after layer, and its right-hand side is the rule's
/// <see cref="PhasedRule{T}.Flow"/>; the solver that is asked for does the rest.
/// </summary>
/// <remarks>
/// The potentials are free and the rates are not: a solver may try any u, but the right-hand side sees r = σ(u) alone, and so does whoever reads the activity. Steps are chosen by the samples of a
/// group together, its worst layer deciding, so that they do not depend on how groups are divided among threads.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
internal sealed class ContinuousRelaxation<T> : VectorField<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Change = "somatic-change";

    private readonly FleetingStages<T> _stages = new();
    private readonly StepLog _log = new();
    private readonly double[] _times = new double[2];
    private readonly T[] _ends;
    private readonly Integrator<T> _integrator;

    private PhasedRule<T> _rule;
    private Moment<T> _moment;
    private RowRange _group;

    private ContinuousRelaxation(PhasedRule<T> rule, Architecture architecture, OdeOptions solver, int samples)
        : this(rule, solver, [.. architecture.Sizes[1..].ToArray().Select(units => samples * units)])
    {
    }

    private ContinuousRelaxation(PhasedRule<T> rule, OdeOptions solver, int[] parts)
        : base(parts.Sum(), parts: parts)
    {
        _rule = rule;
        _ends = new T[2 * StateLength];
        _integrator = new Integrator<T>(solver, this);
        _stages.Begin(this, _integrator.Tableau.Stages);
        _log.Times.EnsureCapacity(solver.MaxSteps + 1);
        _log.Attempts.EnsureCapacity(solver.MaxSteps);
    }

    /// <summary>Lives through a phase; how it went stands in the activity. Allocates nothing once a share of samples has been seen.</summary>
    /// <param name="rule">Says how potentials change.</param>
    /// <param name="moment">The start of the phase.</param>
    /// <param name="phase">The solver, and for how long.</param>
    /// <param name="share">The first sample of the thread's share.</param>
    /// <param name="group">Which samples.</param>
    public static void Live(PhasedRule<T> rule, in Moment<T> moment, ContinuousPhase phase, int share, RowRange group)
    {
        ContinuousRelaxation<T> relaxation = moment.Activity.Workspace.Keep(
            phase.Solver,
            share,
            group.Count,
            (Rule: rule, moment.Activity.Architecture, phase.Solver, Samples: group.Count),
            static made => new ContinuousRelaxation<T>(made.Rule, made.Architecture, made.Solver, made.Samples));
        (relaxation._rule, relaxation._moment, relaxation._group) = (rule, moment, group);
        relaxation.Solve(phase.Duration);
    }

    /// <summary>Why a solver did not reach the end of a phase, from what was reported of it; null for sweeps.</summary>
    /// <param name="fault">The earliest failure; layer 0 where every number was finite.</param>
    /// <param name="phase">The phase; null if it consisted of sweeps.</param>
    public static OdeEnd? FailureOf(EarliestFault fault, ContinuousPhase? phase)
    {
        if (phase is null)
            return null;
        if (fault.Layer > 0)
            return OdeEnd.NotFinite;
        return fault.Sweep + 1 >= phase.Solver.MaxSteps ? OdeEnd.TooManySteps : OdeEnd.StepTooSmall;
    }

    /// <inheritdoc/>
    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        LayerSignals<T> somatic = _moment.Activity.Somatic, change = _moment.Activity[Change];
        int layers = _moment.Activity.Architecture.OutputLayer;
        for (int layer = 1, place = 0; layer <= layers; layer++)
        {
            for (int sample = _group.Start; sample < _group.End; sample++, place += somatic[layer].Columns)
                state.Slice(place, somatic[layer].Columns).CopyTo(somatic[layer].Row(sample));
        }

        _rule.Flow(_moment, change, _group);
        Gather(change, rate);
    }

    /// <summary>Learning here is local; nothing is pulled back through a relaxation.</summary>
    /// <inheritdoc/>
    public override double Pull(double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient) =>
        throw new NotSupportedException("A relaxation has no gradient: its network learns from the states in which its phases end.");

    private void Solve(double duration)
    {
        Activity<T> activity = _moment.Activity;
        Gather(activity.Somatic, _stages.StateOf(0));
        _times[1] = duration;

        // The last evaluation of a step that was made is at its end, so that rates and potentials of the activity are those of the end of the phase.
        OdeOutcome outcome = _integrator.Run(_times, _stages, _log, _ends);
        activity.Evaluations[_group.Start.._group.End].Fill((int)_log.Evaluations);
        if (!outcome.Succeeded)
            activity.Fault.Report(Math.Max(0, _log.Attempts.Count - 1), outcome.End == OdeEnd.NotFinite ? NotFiniteLayer() : 0);
    }

    private int NotFiniteLayer()
    {
        Activity<T> activity = _moment.Activity;
        int layers = activity.Architecture.OutputLayer;
        for (int layer = 1; layer <= layers; layer++)
        {
            if (!Primitives.AllFinite<T>(activity.Somatic[layer].Block(_group)) || !Primitives.AllFinite<T>(activity[Change][layer].Block(_group)))
                return layer;
        }

        return layers;
    }

    private void Gather(LayerSignals<T> signals, Span<T> values)
    {
        int layers = _moment.Activity.Architecture.OutputLayer;
        for (int layer = 1, place = 0; layer <= layers; layer++)
        {
            for (int sample = _group.Start; sample < _group.End; sample++, place += signals[layer].Columns)
                signals[layer].Row(sample).CopyTo(values[place..]);
        }
    }
}
