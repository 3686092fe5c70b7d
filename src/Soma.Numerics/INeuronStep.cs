namespace Soma.Numerics;

/// <summary>How a neuron of two dendritic compartments moves one step.</summary>
/// <typeparam name="T">The value type.</typeparam>
public interface INeuronStep<T>
    where T : unmanaged
{
    /// <summary>The step, for one neuron or a register of them.</summary>
    /// <param name="basal">Basal potential, what comes up through its synapses.</param>
    /// <param name="bias">Added to it.</param>
    /// <param name="apical">Apical potential, what comes down.</param>
    /// <param name="localError">The neuron's error; to be set.</param>
    /// <param name="somatic">Somatic potential; changed.</param>
    /// <param name="rate">Rate; changed.</param>
    void Invoke<TLanes>(TLanes basal, TLanes bias, TLanes apical, out TLanes localError, ref TLanes somatic, ref TLanes rate)
        where TLanes : struct, ILanes<TLanes, T>;
}
