using System.Numerics;

namespace Soma.Numerics.Tests.Lanes;

internal readonly struct ExpOf<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => LaneMath.Exp<TLanes, T>(a);
}

internal readonly struct SigmoidOf<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => LaneMath.Sigmoid<TLanes, T>(a);
}

internal readonly struct TanhOf<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => LaneMath.Tanh<TLanes, T>(a);
}

internal readonly struct LogOf<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => LaneMath.Log<TLanes, T>(a);
}

internal readonly struct SoftplusOf<T> : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => LaneMath.Softplus<TLanes, T>(a);
}

internal readonly struct SqrtOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Sqrt(a);
}

internal readonly struct AbsOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Abs(a);
}

internal readonly struct PowerInLastBitsOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.PowerInLastBits(a);
}

internal readonly struct PowerOfTwoOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.PowerOfTwo(a);
}

internal readonly struct ExponentOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Exponent(a);
}

internal readonly struct SignificandOf<T> : IFormula1<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.Significand(a);
}

internal readonly struct QuotientOf<T> : IFormula2<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T> => a / b;
}

internal readonly struct ChoiceOf<T> : IFormula3<T>
    where T : unmanaged
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(a, b, c);
}

internal readonly struct AtLeastOf<T>(T least) : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast(a, TLanes.Broadcast(least));
}

internal readonly struct AtMostOf<T>(T most) : IFormula1<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.AtMost(a, TLanes.Broadcast(most));
}

internal readonly struct CopySignOf<T> : IFormula2<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T> => TLanes.CopySign(a, b);
}
