namespace Soma.Numerics.Tests;

/// <summary>min(1, max(0, a)): what the unit box does to a rate.</summary>
internal readonly struct Clamp<T>(T low, T high) : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Min(TLanes.Broadcast(high), TLanes.Max(TLanes.Broadcast(low), a));
}

/// <summary>max(a, b).</summary>
internal readonly struct Larger<T> : IFormula2<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(a, b);
}

/// <summary>min(a, b).</summary>
internal readonly struct Smaller<T> : IFormula2<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Min(a, b);
}

/// <summary>a·a + 3·a − 1 with two roundings less than the plain form: every operation of one signal.</summary>
internal readonly struct Curve<T>(T three, T one) : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, a, TLanes.Broadcast(three) * a) - TLanes.Broadcast(one) + TLanes.Zero;
}

/// <summary>a − step·b, not symmetric: swapped signals show.</summary>
internal readonly struct Step<T>(T step) : IFormula2<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T> => a - (TLanes.Broadcast(step) * b);
}

/// <summary>a·b + c with one rounding, minus a: no two signals can be swapped.</summary>
internal readonly struct Fused<T> : IFormula3<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, b, c) - a;
}
