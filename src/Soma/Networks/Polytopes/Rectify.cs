using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>ReLU(u) = max(0, u).</summary>
internal readonly struct Rectify<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes u)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast(u, TLanes.Zero);
}
