using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>Takes from an example its own mean; of a gradient that is also the way back through it, for the map is its own transpose.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public static class Centering<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>x − mean(x).</summary>
    /// <param name="values">x.</param>
    /// <param name="centered">Receives it; may be the same memory.</param>
    public static void Apply(ReadOnlySpan<T> values, Span<T> centered)
    {
        T sum = T.Zero;
        foreach (T value in values)
            sum += value;
        Primitives.Map<T, Shifted>(new(sum / T.CreateChecked(values.Length)), values, centered);
    }

    private readonly struct Shifted(T mean) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => a - TLanes.Broadcast(mean);
    }
}
