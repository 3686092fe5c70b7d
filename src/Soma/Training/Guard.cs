using System.Numerics;
using Soma.Data;
using Soma.Metrics;

namespace Soma.Training;

/// <summary>
/// Judges windows of minibatches by the answers of their free phases, and takes back what lost them. It knows nothing of a rule. Every epoch is divided into equal parts, and a copy of the synapses is taken
/// after each; the one before it is the good one, to go back to, for a network is ill long before its answers show it. A stopped run resumes from the newest copy and does again what came after it, so
/// that a checkpoint holds two sets of synapses and a few numbers, and no half-judged window.
/// </summary>
internal sealed class Guard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A window of few samples may do badly by chance: five standard deviations of a share, which are at most ½/√n each.
    private const double Deviations = 5;

    private readonly UpdateGuard _options;
    private readonly double _chance;
    private readonly int _samples, _batchSize, _minibatches, _part;
    private TrainingState<T>? _guarded;
    private GuardedCopy<T>? _good;
    private GuardedCopy<T>? _newest;
    private int _windowStart, _correctBefore;

    /// <summary>Makes a guard; its copies are made when the first epoch begins.</summary>
    /// <param name="options">How.</param>
    /// <param name="data">What is learned from.</param>
    /// <param name="batchSize">Samples per minibatch.</param>
    /// <param name="minibatches">Minibatches per epoch.</param>
    public Guard(UpdateGuard options, Dataset data, int batchSize, int minibatches)
    {
        _options = options;
        _chance = Chance.Of(data);
        _samples = data.Count;
        _batchSize = batchSize;
        _minibatches = minibatches;
        int parts = Math.Max(1, minibatches / options.CopyEvery);
        _part = (minibatches + parts - 1) / parts;
    }

    /// <summary>Enters the epoch where the state stands.</summary>
    /// <param name="state">At the start of an epoch, or where a stopped run goes on.</param>
    public void Begin(TrainingState<T> state)
    {
        if (state.Minibatch == 0)
            state.Guard = state.Guard with { BackOffs = 0 };
        if (state != _guarded)
            MakeCopies(state);
        _newest!.Take(state);
        BeginWindow(state);
    }

    /// <summary>Looks at a minibatch that is done, or that a relaxation did not survive.</summary>
    /// <param name="state">After the minibatch; if it diverged, before it, and it is stepped over here.</param>
    /// <param name="fault">Where the relaxation diverged; null if it did not.</param>
    /// <returns>What was taken back; null if nothing was. If it is one more than the limit, nothing was changed and the run is lost.</returns>
    public BackOff? Judge(TrainingState<T> state, Divergence? fault)
    {
        bool whole = state.Minibatch - _windowStart >= _options.Window, copies = state.Minibatch % _part == 0 || state.Minibatch == _minibatches;
        if (fault is null && !whole && !copies)
            return null;
        int samples = SeenAfter(state.Minibatch) - SeenAfter(_windowStart);
        double accuracy = (double)(state.Correct - _correctBefore) / Math.Max(1, samples);
        if ((fault ?? FindLoss(state, accuracy, samples)) is { } cause)
            return TakeBack(state, cause);
        if (whole)
            Approve(state, accuracy);
        if (copies)
            Copy(state);
        BeginWindow(state);
        return null;
    }

    /// <summary>Goes back to where a checkpoint can resume from: the newest copy.</summary>
    public void Rewind(TrainingState<T> state) => _newest!.Rewind(state);

    private void MakeCopies(TrainingState<T> state)
    {
        _guarded = state;
        _newest = new GuardedCopy<T>(GuardedSynapses.Like(state.Synapses));
        _good = new GuardedCopy<T>(state.Good ?? GuardedSynapses.Like(state.Synapses));
        if (state.Good is null)
            _good.Take(state);
        state.Good = _good.Synapses;
    }

    private Divergence? FindLoss(TrainingState<T> state, double accuracy, int samples)
    {
        if (state.FirstNotFinite() is { } name)
            return Lost(state) with { Synapses = name };
        double best = Math.Max(state.Guard.Best, _chance), loss = best - accuracy;
        bool collapsed = loss > _options.Tolerance * (best - _chance) && loss > Deviations * 0.5 / Math.Sqrt(samples);
        return collapsed ? Lost(state) with { Accuracy = accuracy, BestAccuracy = best } : null;
    }

    private static Divergence Lost(TrainingState<T> state) => new(state.Epoch + 1, state.Minibatch, DuringEvaluation: false, 0, 0, 0);

    private BackOff TakeBack(TrainingState<T> state, Divergence cause)
    {
        GuardMemory memory = state.Guard with { Steps = state.Guard.Steps + 1, GoodWindows = 0, BackOffs = state.Guard.BackOffs + 1 };
        long takenBack = ((long)state.Epoch * _minibatches) + cause.Minibatch - memory.GoodPlace;
        BackOff backOff = new(state.Epoch + 1, cause.Minibatch, takenBack, memory.ShareOf(_options), memory.BackOffs, cause);
        if (memory.BackOffs > _options.Limit)
            return backOff;
        state.Guard = memory;
        state.Minibatch = cause.Minibatch;
        _good!.Restore(state);
        _newest!.Take(state);
        BeginWindow(state);
        return backOff;
    }

    private void Approve(TrainingState<T> state, double accuracy)
    {
        GuardMemory memory = state.Guard with { Best = Math.Max(state.Guard.Best, accuracy) };
        if (memory.Steps > 0)
            memory = memory with { GoodWindows = memory.GoodWindows + 1 };
        state.Guard = memory.GoodWindows < _options.Recovery ? memory : memory with { Steps = memory.Steps - 1, GoodWindows = 0 };
    }

    private void Copy(TrainingState<T> state)
    {
        (_good, _newest) = (_newest!, _good!);
        state.Good = _good.Synapses;
        state.Guard = state.Guard with { GoodPlace = _good.PlaceIn(_minibatches) };
        _newest.Take(state);
    }

    private void BeginWindow(TrainingState<T> state)
    {
        _windowStart = state.Minibatch;
        _correctBefore = state.Correct;
    }

    private int SeenAfter(int minibatches) => (int)Math.Min((long)minibatches * _batchSize, _samples);
}
