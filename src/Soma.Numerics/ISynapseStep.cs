namespace Soma.Numerics;

/// <summary>How a synapse follows its gradient one step, with up to two values that are remembered beside it.</summary>
/// <typeparam name="T">The value type.</typeparam>
public interface ISynapseStep<T>
    where T : unmanaged
{
    /// <summary>How many values are remembered per synapse: 0, 1 or 2. The others are zero, and what is made of them is lost.</summary>
    static abstract int Memories { get; }

    /// <summary>The step, for one synapse or a register of them.</summary>
    /// <param name="gradient">g.</param>
    /// <param name="weight">θ; changed.</param>
    /// <param name="first">The first memory; changed.</param>
    /// <param name="second">The second; changed.</param>
    void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes, T>;
}
