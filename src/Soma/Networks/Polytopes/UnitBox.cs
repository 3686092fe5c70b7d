using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The unit box [0, 1]ⁿ, the "nonnegative antisparse" domain: σ(u) = min(1, max(0, u)) for every unit alone (CorInfoMax, appendix C).
/// </summary>
public sealed class UnitBox : Polytope
{
    /// <summary>The box.</summary>
    public static UnitBox Instance { get; } = new();

    /// <inheritdoc/>
    public override void Project<T>(ReadOnlySpan<T> somatic, Span<T> rates) => Primitives.Map<T, Clip<T>>(default, somatic, rates);

    private readonly struct Clip<T> : IFormula1<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TLanes Invoke<TLanes>(TLanes u)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Min(TLanes.Broadcast(T.One), TLanes.Max(TLanes.Zero, u));
    }
}
