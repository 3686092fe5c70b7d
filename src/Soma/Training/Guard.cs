using System.Numerics;
using Soma.Data;
using Soma.Metrics;

namespace Soma.Training;

/// <summary>
/// Judges windows of minibatches by the answers of their free phases and takes back what lost them. It knows nothing of a rule. Two copies are kept: the newest is of the end of the last good window, and
/// becomes the good one only once the window after it is good as well, for a window's answers say little of its last updates. An epoch's end is what is saved and
/// reported, so there the newest is taken for good: a run then resumes exactly with the synapses and four numbers.
/// </summary>
internal sealed class Guard<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A window of few samples may do badly by chance: five standard deviations of a share, which are at most ½/√n each.
    private const double Deviations = 5;

    private readonly UpdateGuard _options;
    private readonly double _chance;
    private readonly int _samples, _batchSize, _minibatches;
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
    }

    /// <summary>Enters the epoch where the state stands.</summary>
    /// <param name="state">At the start of an epoch, or where a run was interrupted.</param>
    public void Begin(TrainingState<T> state)
    {
        if (state.Minibatch == 0)
            state.Guard = state.Guard with { BackOffs = 0 };
        _good ??= new GuardedCopy<T>(state.Synapses);
        _newest ??= new GuardedCopy<T>(state.Synapses);
        _good.Take(state);
        _newest.Take(state);
        BeginWindow(state);
    }

    /// <summary>Looks at a minibatch that is done, or that a relaxation did not survive.</summary>
    /// <param name="state">After the minibatch; if it diverged, before it, and it is stepped over here.</param>
    /// <param name="fault">Where the relaxation diverged; null if it did not.</param>
    /// <returns>What was taken back; null if nothing was. If it is one more than the limit, nothing was changed and the run is lost.</returns>
    public BackOff? Judge(TrainingState<T> state, Divergence? fault)
    {
        bool whole = state.Minibatch - _windowStart >= _options.Window;
        if (fault is null && !whole && state.Minibatch < _minibatches)
            return null;
        int samples = SeenAfter(state.Minibatch) - SeenAfter(_windowStart);
        double accuracy = (double)(state.Correct - _correctBefore) / Math.Max(1, samples);
        if ((fault ?? FindLoss(state, accuracy, samples)) is { } cause)
            return TakeBack(state, cause);
        Approve(state, whole ? accuracy : 0);
        return null;
    }

    /// <summary>Goes back to where a checkpoint can resume from: the good copy, at most two windows ago.</summary>
    public void Rewind(TrainingState<T> state) => _good!.Rewind(state);

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
        BackOff backOff = new(state.Epoch + 1, cause.Minibatch, _good!.Minibatch, memory.ShareOf(_options), memory.BackOffs, cause);
        if (memory.BackOffs > _options.Limit)
            return backOff;
        state.Guard = memory;
        state.Minibatch = cause.Minibatch;
        _good.Restore(state);
        _good.TakePlace(state);
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
        (_good, _newest) = (_newest, _good);
        _newest!.Take(state);
        if (state.Minibatch == _minibatches)
            _good!.Take(state);
        BeginWindow(state);
    }

    private void BeginWindow(TrainingState<T> state)
    {
        _windowStart = state.Minibatch;
        _correctBefore = state.Correct;
    }

    private int SeenAfter(int minibatches) => (int)Math.Min((long)minibatches * _batchSize, _samples);
}
