using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>min(1, max(lowest, u)).</summary>
internal readonly struct Clip<T>(T lowest) : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes u)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.AtMost(TLanes.AtLeast(u, TLanes.Broadcast(lowest)), TLanes.Broadcast(T.One));
}
