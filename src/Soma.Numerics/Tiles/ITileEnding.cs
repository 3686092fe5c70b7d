using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>What becomes of the sums of a tile.</summary>
internal unsafe interface ITileEnding<T>
    where T : unmanaged
{
    void End<TLanes>(TLanes sum, T* destination)
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>destination = sum.</summary>
internal readonly unsafe struct Store<T> : ITileEnding<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End<TLanes>(TLanes sum, T* destination)
        where TLanes : struct, ILanes<TLanes, T> => sum.Store(destination);
}

/// <summary>destination = scale·sum, whatever stood there; +0 is added, lest a negative scale turn padding into −0.</summary>
internal readonly unsafe struct Replace<T>(T scale) : ITileEnding<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End<TLanes>(TLanes sum, T* destination)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(scale), sum, TLanes.Zero).Store(destination);
}

/// <summary>destination = destination + scale·sum.</summary>
internal readonly unsafe struct Accumulate<T>(T scale) : ITileEnding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End<TLanes>(TLanes sum, T* destination)
        where TLanes : struct, ILanes<TLanes, T> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(scale), sum, TLanes.Load(destination)).Store(destination);
}

/// <summary>destination = decay·destination + scale·sum.</summary>
internal readonly unsafe struct Blend<T>(T decay, T scale) : ITileEnding<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End<TLanes>(TLanes sum, T* destination)
        where TLanes : struct, ILanes<TLanes, T> =>
        TLanes.MultiplyAdd(TLanes.Broadcast(scale), sum, TLanes.Broadcast(decay) * TLanes.Load(destination)).Store(destination);
}
