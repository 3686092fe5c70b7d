using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>
/// Trains a network: epochs of minibatches, an evaluation after each, and nothing that belongs to one rule. The state is changed in
/// place and stands at a minibatch's end whenever <see cref="Run"/> returns, so that another call goes on from there.
/// </summary>
/// <typeparam name="T">The value type of the network; it takes the place of <see cref="Experiment.Precision"/>.</typeparam>
public sealed class Trainer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Experiment _experiment;
    private readonly ThreadTeam _team;
    private readonly TimeProvider _time;
    private readonly ILearningRule<T> _rule;
    private readonly RandomStream _root;
    private readonly MinibatchLoop<T> _loop;
    private readonly Evaluator<T> _test;
    private readonly Evaluator<T>? _train;
    private readonly Evaluator<T>? _validation;
    private readonly InformationMeasure<T>? _information;
    private readonly Guard<T>? _guard;
    private readonly Dataset _testData;

    /// <summary>Makes the buffers.</summary>
    /// <param name="experiment">What to compute.</param>
    /// <param name="data">What to learn from and test on; validation samples are set apart here, unless they were before (<see cref="DataFit.Divide"/>).</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="time">The clock; the system's if null. It does not change the result.</param>
    /// <exception cref="ExperimentException">The architecture does not fit the data.</exception>
    /// <exception cref="DataException">With so many validation samples none would be left to learn from.</exception>
    public Trainer(Experiment experiment, DatasetPair data, ThreadTeam team, TimeProvider? time = null)
    {
        data = DataFit.Divide(experiment, data);
        DataFit.Require(experiment, data.Train, data.Test);
        _experiment = experiment;
        _team = team;
        _time = time ?? TimeProvider.System;
        _rule = experiment.Rule.Create<T>();
        _root = new RandomStream(experiment.Seed);
        _loop = new MinibatchLoop<T>(experiment, _rule, data.Train, team, _root);
        _test = new Evaluator<T>(experiment, _rule, data.Test, team);
        _train = experiment.TrainAccuracy == TrainAccuracyKind.Full ? new Evaluator<T>(experiment, _rule, data.Train, team) : null;
        _validation = data.Validation is { } validation ? new Evaluator<T>(experiment, _rule, validation, team) : null;
        _information = InformationMeasure<T>.For(experiment, data.Test);
        _guard = experiment.Guard.On ? new Guard<T>(experiment.Guard, data.Train, experiment.BatchSize, _loop.Minibatches) : null;
        _testData = data.Test;
    }

    /// <summary>Minibatches per epoch.</summary>
    public int Minibatches => _loop.Minibatches;

    /// <summary>An untrained network at the start of the first epoch.</summary>
    public TrainingState<T> Begin() => new(_rule.Grow(_experiment.Network, _root.Split("weights")));

    /// <summary>Trains until the epochs are done, the token is cancelled, or the numbers diverge.</summary>
    /// <param name="state">Where to go on; changed in place.</param>
    /// <param name="folder">Where to keep the run; null for nowhere.</param>
    /// <param name="observer">Is told of it; null for nobody.</param>
    /// <param name="cancellation">Stops it after the minibatch under way; the folder then holds a checkpoint of that minibatch, or, in a run with a guard, of at most two of its windows before.</param>
    /// <exception cref="RunFolderException">The folder cannot be written, for example because the disk is full; the last whole checkpoint stays.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The checkpoint cannot be written; the last whole one stays.</exception>
    public RunResult Run(TrainingState<T> state, RunFolder? folder = null, IRunObserver? observer = null, CancellationToken cancellation = default)
    {
        observer ??= SilentObserver.Instance;
        RunStart start = new(_experiment, RunEnvironment.Current(_team.Threads), folder?.Path, state.Epoch, state.Minibatch, Minibatches);
        folder?.Begin(start);
        observer = AngleObserver<T>.Around(observer, folder, state.Synapses);
        observer.OnStarted(start);
        RunResult result = RunEpochs(state, folder, observer, cancellation);
        folder?.End(result);
        observer.OnEnded(result);
        return result;
    }

    private RunResult RunEpochs(TrainingState<T> state, RunFolder? folder, IRunObserver observer, CancellationToken cancellation)
    {
        EpochReport? last = null;
        while (state.Epoch < _experiment.Epochs)
        {
            try
            {
                (EpochReport? report, Divergence? divergence) = RunEpoch(state, folder, observer, cancellation);
                if (report is null)
                    return new RunResult(RunEnd.Diverged, state.Epoch, 0, last, divergence);
                state.Epoch++;
                state.Minibatch = 0;
                state.Correct = 0;
                folder?.SaveEpoch(report, state);
                observer.OnEpoch(last = report);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return Interrupt(state, folder, last);
            }
        }

        return new RunResult(RunEnd.Done, state.Epoch, 0, last) { IsAtChance = last is not null && Chance.IsLevelOf(last.TestAccuracy, _testData) };
    }

    private (EpochReport? Report, Divergence? Divergence) RunEpoch(TrainingState<T> state, RunFolder? folder, IRunObserver observer, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        int first = state.Minibatch;
        _loop.Begin(state);
        _guard?.Begin(state);
        Divergence? divergence = Learn(state, folder, observer, cancellation) ?? FindNotFinite(state);
        if (divergence is not null)
            return (null, divergence);
        double milliseconds = _time.GetElapsedTime(began).TotalMilliseconds / Math.Max(1, state.Minibatch - first);

        InformationMeasure<T>? information = _information?.IsDue(state.Epoch + 1) == true ? _information : null;
        EvaluationReport test = _test.Run(state.Synapses, state.Epoch, null, cancellation, information);
        EvaluationReport? train = test.Divergence is null ? _train?.Run(state.Synapses, state.Epoch, null, cancellation) : null;
        EvaluationReport? validation = (test.Divergence ?? train?.Divergence) is null ? _validation?.Run(state.Synapses, state.Epoch, null, cancellation) : null;
        if ((test.Divergence ?? train?.Divergence ?? validation?.Divergence) is { } unanswered)
            return (null, unanswered);

        NetworkObjective? objective = information?.Measure() ?? _information?.NotMeasured;
        EpochReport report = new(
            state.Epoch + 1,
            _experiment.Epochs,
            _loop.RateFactor,
            train?.Accuracy ?? RunningAccuracy(state),
            test.Accuracy,
            FeedbackAlignment.Angles(state.Synapses),
            test.Silent,
            test.Saturated,
            milliseconds,
            _time.GetElapsedTime(began).TotalSeconds)
        {
            ValidationAccuracy = validation?.Accuracy,
            BackOffs = _guard is null ? null : state.Guard.BackOffs,
            Information = objective?.Information ?? [],
            Objective = objective?.Value,
        };
        return (report, null);
    }

    private Divergence? Learn(TrainingState<T> state, RunFolder? folder, IRunObserver observer, CancellationToken cancellation)
    {
        while (state.Minibatch < Minibatches)
        {
            cancellation.ThrowIfCancellationRequested();
            long began = _time.GetTimestamp();
            RelaxationOutcome outcome = _loop.Step(state);
            Divergence? fault = outcome.HasDiverged ? Divergence.Of(outcome, state.Epoch, state.Minibatch, duringEvaluation: false) : null;
            if ((_guard is null ? fault : Guarded(state, fault, folder, observer)) is { } divergence)
                return divergence;
            double milliseconds = _time.GetElapsedTime(began).TotalMilliseconds;
            observer.OnMinibatch(new MinibatchReport(state.Epoch + 1, _experiment.Epochs, state.Minibatch, Minibatches, RunningAccuracy(state), milliseconds));
        }

        return null;
    }

    private Divergence? Guarded(TrainingState<T> state, Divergence? fault, RunFolder? folder, IRunObserver observer)
    {
        if (_guard!.Judge(state, fault) is not { } backOff)
            return null;
        if (backOff.Count > _experiment.Guard.Limit)
            return backOff.Cause with { BackOffs = _experiment.Guard.Limit };
        folder?.NoteBackOff(backOff);
        observer.OnBackedOff(backOff);
        return null;
    }

    // An update may overflow and no relaxation have seen it yet; such weights must not replace the last good checkpoint. What a guard has not found good yet is done again.
    private RunResult Interrupt(TrainingState<T> state, RunFolder? folder, EpochReport? last)
    {
        _guard?.Rewind(state);
        if (FindNotFinite(state) is { } divergence)
            return new RunResult(RunEnd.Diverged, state.Epoch, 0, last, divergence);
        folder?.SavePosition(state);
        return new RunResult(RunEnd.Interrupted, state.Epoch, state.Minibatch, last);
    }

    private static Divergence? FindNotFinite(TrainingState<T> state) => state.FirstNotFinite() is { } name
        ? new Divergence(state.Epoch + 1, state.Minibatch, DuringEvaluation: false, 0, 0, 0) { Synapses = name }
        : null;

    private double RunningAccuracy(TrainingState<T> state) => (double)state.Correct / Math.Max(1, _loop.SamplesSeen(state));
}
