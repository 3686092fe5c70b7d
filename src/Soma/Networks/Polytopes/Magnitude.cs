using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>|u|.</summary>
internal readonly struct Magnitude<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes u)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Abs(u);
}
