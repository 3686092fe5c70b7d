using System.Numerics;
using Soma.Data;
using Soma.Networks;

namespace Soma.Learning;

/// <summary>A network and where it stands in its life with a batch.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="Synapses">The network; not changed while it relaxes.</param>
/// <param name="Batch">Inputs and targets.</param>
/// <param name="Activity">Rates and potentials.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Sweep">t, from 0 in every phase.</param>
public readonly record struct Moment<T>(Synapses<T> Synapses, Batch<T> Batch, Activity<T> Activity, Phase Phase, int Sweep)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
