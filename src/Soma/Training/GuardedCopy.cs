using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>The synapses as they were at some minibatch, and all that belongs to that place. The buffers are made once.</summary>
internal sealed class GuardedCopy<T>(Synapses<T> like)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PanelMatrix<T>[] _tensors = [.. like.All.Select(static pair => new PanelMatrix<T>(pair.Value.Outputs, pair.Value.Inputs))];
    private int _correct;
    private GuardMemory _memory;

    /// <summary>Minibatches of the epoch that were done.</summary>
    public int Minibatch { get; private set; }

    /// <summary>Copies a state.</summary>
    public void Take(TrainingState<T> state)
    {
        for (int index = 0; index < _tensors.Length; index++)
            state.Synapses.All[index].Value.Storage.CopyTo(_tensors[index].Storage);
        TakePlace(state);
    }

    /// <summary>Says that what was copied belongs to the place where the state stands now.</summary>
    public void TakePlace(TrainingState<T> state)
    {
        Minibatch = state.Minibatch;
        _correct = state.Correct;
        _memory = state.Guard;
    }

    /// <summary>Gives the synapses back; the state stays at its place.</summary>
    public void Restore(TrainingState<T> state)
    {
        for (int index = 0; index < _tensors.Length; index++)
            _tensors[index].Storage.CopyTo(state.Synapses.All[index].Value.Storage);
    }

    /// <summary>Gives the synapses back and the place as well.</summary>
    public void Rewind(TrainingState<T> state)
    {
        Restore(state);
        state.Minibatch = Minibatch;
        state.Correct = _correct;
        state.Guard = _memory;
    }
}
