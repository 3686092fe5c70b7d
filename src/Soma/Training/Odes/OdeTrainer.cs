using Soma.Dynamics.Solvers;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>
/// Trains a vector field: minibatches of solutions that are differentiated, and now and then a test. It knows neither systems nor densities. The state stands between two minibatches whenever <see cref="Run"/> returns, so that
/// another call goes on from there, to the same bits.
/// </summary>
public sealed class OdeTrainer
{
    private readonly OdeExperiment _experiment;
    private readonly ThreadTeam _team;
    private readonly TimeProvider _time;
    private readonly OdeTask _task;
    private readonly Optimizer<double> _optimizer;
    private readonly Matrix<double> _gradient, _one;

    /// <summary>Makes the data and the buffers.</summary>
    /// <param name="experiment">What to compute.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null. It does not change the result.</param>
    public OdeTrainer(OdeExperiment experiment, ThreadTeam team, TimeProvider? time = null)
    {
        (_experiment, _team, _time) = (experiment, team, time ?? TimeProvider.System);
        _task = experiment.CreateTask(team);
        _optimizer = OptimizerCatalog.Create<double>(experiment.Optimizer);
        (_gradient, _one) = (new(1, Parameters), new(1, 1));
        _one.Row(0)[0] = 1;
    }

    /// <summary>Parameters of the field.</summary>
    public int Parameters => _task.Learner.Field.ParameterLength;

    /// <summary>Mean square of the test trajectories about their mean, to judge the test loss by; null for a flow, whose loss is no square.</summary>
    public double? TestVariance => _task.TestVariance;

    /// <summary>An untrained field.</summary>
    public OdeState Begin() => OdeState.Begin(_experiment, _task.Learner);

    /// <summary>Where a run stands; at its begin if it was killed before its first checkpoint.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="Checkpoints.CheckpointException">The checkpoint is of another field, or cannot be read.</exception>
    public OdeState Load(OdeRunFolder folder) => File.Exists(folder.CheckpointPath) ? OdeCheckpoint.Load(folder.CheckpointPath, Begin()) : Begin();

    /// <summary>Trains until the iterations are done, the token is cancelled, or a solution fails.</summary>
    /// <param name="state">Where to go on; changed in place.</param>
    /// <param name="folder">Where to keep the run; null for nowhere.</param>
    /// <param name="observer">Is told of it; null for nobody.</param>
    /// <param name="cancellation">Stops it after the minibatch under way; the folder then holds a checkpoint of it.</param>
    /// <exception cref="RunFolderException">The folder cannot be written; the last whole checkpoint stays.</exception>
    public OdeRunResult Run(OdeState state, OdeRunFolder? folder = null, IOdeObserver? observer = null, CancellationToken cancellation = default)
    {
        folder?.Begin(state.Iteration, RunEnvironment.Current(_team.Threads));
        _task.Learner.Field.SetParameters(state.Parameters);
        OdeMetrics? last = null;
        long began = _time.GetTimestamp(), first = state.Iteration;
        while (state.Iteration < _experiment.Iterations)
        {
            if (cancellation.IsCancellationRequested)
            {
                folder?.SavePosition(state);
                return new(RunEnd.Interrupted, state.Iteration, last);
            }

            if (Learn(state, observer) is { } failure)
                return new(RunEnd.Diverged, state.Iteration, last) { Failure = failure };
            if (state.Iteration % _experiment.ReportEvery != 0 && state.Iteration != _experiment.Iterations)
                continue;
            last = Measure(state, _time.GetElapsedTime(began).TotalMilliseconds / (state.Iteration - first));
            folder?.Save(last, state);
            observer?.OnRow(last);
            (began, first) = (_time.GetTimestamp(), state.Iteration);
        }

        return new(RunEnd.Done, state.Iteration, last);
    }

    // A failed minibatch leaves the state as it was before.
    private OdeOutcome? Learn(OdeState state, IOdeObserver? observer)
    {
        Span<double> gradient = _gradient.Row(0);
        OdeStep step = _task.Learn(state.Iteration, gradient);
        if (!step.Outcome.Succeeded)
            return step.Outcome;
        long number = _optimizer.Begin(state.Synapses);
        _optimizer.Follow(state.Synapses, OdeState.Kind, 1, new(1, _gradient, _one, 1), number, _experiment.RateAt(state.Iteration), _team);
        state.Iteration++;
        state.Window = state.Window.With(step);
        _task.Learner.Field.SetParameters(state.Parameters);
        observer?.OnIteration(state.Iteration, step.Loss);
        return null;
    }

    // The last row of a run may come early; its sums are kept, so that a longer run goes on as if it had always been so long.
    private OdeMetrics Measure(OdeState state, double milliseconds)
    {
        OdeWindow window = state.Window;
        if (state.Iteration % _experiment.ReportEvery == 0)
            state.Window = default;
        double count = window.Count;
        return new(state.Iteration, window.Loss / count, _task.Test(), window.Forward / count, window.Backward / count, window.Memory, Math.Round(milliseconds, 3));
    }
}

/// <summary>How the training of a field ended.</summary>
/// <param name="End">How.</param>
/// <param name="Iteration">Minibatches that were learned.</param>
/// <param name="Last">The last row of metrics that this process made; null if none.</param>
public sealed record OdeRunResult(RunEnd End, long Iteration, OdeMetrics? Last)
{
    /// <summary>Where a solution failed; null unless diverged.</summary>
    public OdeOutcome? Failure { get; init; }
}
