using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// Goes from output time to output time, by steps of fixed size or by steps that are as large as the tolerance allows, cut so that they end at the output times. Works in place on a
/// <see cref="StageMemory{T}"/> and a <see cref="StepLog"/>, and allocates nothing once these and its own buffers are made.
/// </summary>
internal sealed class Integrator<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly OdeOptions _options;
    private readonly Tableau _tableau;
    private readonly VectorField<T> _field;
    private readonly StepWork<T> _work;
    private readonly ErrorNorm<T> _norm;
    private readonly StepControl _control;
    private readonly FirstStep<T> _firstStep;
    private readonly T[] _error;

    private StageMemory<T> _memory;
    private StepLog _log;
    private double _time, _step;
    private int _direction;

    public Integrator(OdeOptions options, VectorField<T> field)
    {
        (_options, _tableau, _field) = (options, options.Require(), field);
        _work = new StepWork<T>(_tableau, field);
        _norm = new ErrorNorm<T>(field, options);
        _control = new StepControl(options, _tableau.Order);
        _firstStep = new FirstStep<T>(field, _norm, _control);
        _error = new T[field.StateLength];
        _memory = new FleetingStages<T>();
        _log = new StepLog();
    }

    public VectorField<T> Field => _field;

    public Tableau Tableau => _tableau;

    public StepWork<T> Work => _work;

    /// <summary>Solves. The state at the first time is in the memory's stage 0 when it begins.</summary>
    /// <param name="times">At least two, in order.</param>
    /// <param name="memory">Has begun.</param>
    /// <param name="log">Receives what happened.</param>
    /// <param name="outputs">Receives the state at each time.</param>
    public OdeOutcome Run(ReadOnlySpan<double> times, StageMemory<T> memory, StepLog log, Span<T> outputs)
    {
        (_memory, _log, _time) = (memory, log, times[0]);
        _direction = Math.Sign(times[1] - times[0]);
        log.Begin(_time);
        Keep(0, outputs);
        if (!Primitives.AllFinite<T>(memory.StateOf(0)) || !Begin())
            return new(OdeEnd.NotFinite, _time);
        for (int output = 1; output < times.Length; output++)
        {
            OdeOutcome outcome = _tableau.IsAdaptive ? GoBySteps(times[output]) : GoEvenly(times[output - 1], times[output]);
            if (!outcome.Succeeded)
                return outcome;
            log.OutputSteps.Add(log.Accepted);
            Keep(output, outputs);
        }

        return new(OdeEnd.Reached, _time);
    }

    private void Keep(int output, Span<T> outputs) => _memory.StateOf(0).CopyTo(outputs.Slice(output * _field.StateLength, _field.StateLength));

    // The first rate, and the first step.
    private bool Begin()
    {
        _work.Evaluate(0, _time, _memory);
        _log.Evaluations++;
        if (!Primitives.AllFinite<T>(_work.Rate(0)))
            return false;
        if (!_tableau.IsAdaptive)
            return true;
        _step = _options.FirstStep;
        if (_step == 0)
        {
            _step = _firstStep.Choose(_time, _direction, _memory.StateOf(0), _work.Rate(0));
            _log.Evaluations++;
        }

        _step = Limited(_step);
        _log.FirstStep = _direction * _step;
        return true;
    }

    private OdeOutcome GoEvenly(double from, double to)
    {
        int steps = _options.StepsPerOutput;
        for (int step = 1; step <= steps; step++)
        {
            double end = step == steps ? to : from + ((to - from) * step / steps);
            if (_log.Attempts.Count >= _options.MaxSteps)
                return new(OdeEnd.TooManySteps, _time, end - _time);
            if (end == _time)
                return new(OdeEnd.StepTooSmall, _time, (to - from) / steps);
            Attempt(end);
            bool finite = Primitives.AllFinite<T>(_memory.StateOf(_tableau.Stages));
            _log.Attempts.Add(new(_time, end - _time, finite));
            if (!finite)
                return new(OdeEnd.NotFinite, _time, end - _time);
            Accept(end);
        }

        return new(OdeEnd.Reached, _time);
    }

    private OdeOutcome GoBySteps(double target)
    {
        bool failedToBeFinite = false;
        while (_time != target)
        {
            if (_log.Attempts.Count >= _options.MaxSteps)
                return new(OdeEnd.TooManySteps, _time, _direction * _step);
            double end = _time + (_direction * _step);
            bool cut = _direction * (target - end) < 0;
            if (cut)
                end = target;
            else if (!(_step > Resolution(target)) || _step < _options.SmallestStep)
                return new(failedToBeFinite ? OdeEnd.NotFinite : OdeEnd.StepTooSmall, _time, _direction * _step);
            Attempt(end);
            double error = ErrorOf(end - _time);
            bool accepted = error <= 1;
            _log.Attempts.Add(new(_time, _direction * _step, accepted));
            _step = Limited(Math.Abs(end - _time) * _control.Factor(error));
            failedToBeFinite = !double.IsFinite(error);
            if (accepted)
                Accept(end);
        }

        return new(OdeEnd.Reached, _time);
    }

    // A step below this would be lost, or nearly so, when it is added to the time. At time 0, where nothing is lost, the distance to go is the measure.
    private double Resolution(double target)
    {
        double scale = Math.Max(Math.Abs(_time), 1e-12 * Math.Abs(target - _time));
        return 4 * (Math.BitIncrement(scale) - scale);
    }

    private double Limited(double step) => _options.LargestStep > 0 ? Math.Min(step, _options.LargestStep) : step;

    private void Attempt(double end)
    {
        _work.Climb(_time, end, _tableau.Stages - 1, _memory);
        _work.Place(_tableau.Stages, end - _time, _memory);
        _work.Evaluate(_tableau.Stages, end, _memory);
        _log.Evaluations += _tableau.Stages;
    }

    private double ErrorOf(double h)
    {
        ReadOnlySpan<T> next = _memory.StateOf(_tableau.Stages);
        _work.Error(h, _error);
        return Primitives.AllFinite<T>(next) ? _norm.Of(_error, _memory.StateOf(0), next) : double.PositiveInfinity;
    }

    private void Accept(double end)
    {
        _time = end;
        _memory.Advance();
        _work.Advance();
        _log.Times.Add(end);
    }
}
