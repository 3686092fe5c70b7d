using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>
/// All that a run needs to go on: the synapses and the place in the data. Randomness is not part of it, because every stream can be
/// entered at any place.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="synapses">What the network has learned so far.</param>
public sealed class TrainingState<T>(Synapses<T> synapses)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the network has learned so far.</summary>
    public Synapses<T> Synapses { get; } = synapses;

    /// <summary>Whole epochs done; also the number of the epoch under way, from 0.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Minibatches done of the epoch under way.</summary>
    public int Minibatch { get; internal set; }

    /// <summary>Samples of those minibatches that the free phase had right.</summary>
    public int Correct { get; internal set; }

    /// <summary>What the guard remembers; nothing while there is none.</summary>
    internal GuardMemory Guard { get; set; }

    /// <summary>The guard's good copy, from before <see cref="Synapses"/>; null while there is none.</summary>
    internal Synapses<T>? Good { get; set; }

    /// <summary>The first synapses with a value that is not finite; null if all are.</summary>
    internal string? FirstNotFinite()
    {
        // Counted, because a guard asks within an epoch and an enumerator would be allocated.
        IReadOnlyList<KeyValuePair<string, PanelMatrix<T>>> all = Synapses.All;
        for (int index = 0; index < all.Count; index++)
        {
            if (!Primitives.AllFinite<T>(all[index].Value.Storage))
                return all[index].Key;
        }

        return null;
    }
}
