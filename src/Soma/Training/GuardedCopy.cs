using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>The synapses as they were at some minibatch, and all that belongs to that place. The buffers are made once.</summary>
/// <param name="synapses">Where they are kept.</param>
internal sealed class GuardedCopy<T>(Synapses<T> synapses)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int _epoch, _minibatch, _correct;
    private GuardMemory _memory;

    /// <summary>The synapses.</summary>
    public Synapses<T> Synapses { get; } = synapses;

    /// <summary>The place as a number that only grows.</summary>
    /// <param name="minibatches">Minibatches per epoch.</param>
    public long PlaceIn(int minibatches) => ((long)_epoch * minibatches) + _minibatch;

    /// <summary>Copies a state.</summary>
    public void Take(TrainingState<T> state)
    {
        Copy(state.Synapses, Synapses);
        (_epoch, _minibatch, _correct, _memory) = (state.Epoch, state.Minibatch, state.Correct, state.Guard);
    }

    /// <summary>Gives the synapses back; the state stays at its place.</summary>
    public void Restore(TrainingState<T> state) => Copy(Synapses, state.Synapses);

    /// <summary>Gives the synapses back and the place as well.</summary>
    public void Rewind(TrainingState<T> state)
    {
        Restore(state);
        (state.Minibatch, state.Correct, state.Guard) = (_minibatch, _correct, _memory);
    }

    private static void Copy(Synapses<T> from, Synapses<T> to)
    {
        for (int index = 0; index < from.All.Count; index++)
            from.All[index].Value.Storage.CopyTo(to.All[index].Value.Storage);
    }
}
