using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>φ and φ′. The derivative is read off the value itself, z = φ(x), so that nothing but z has to be kept.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="kind">Which φ.</param>
/// <param name="slope">Of <see cref="Nonlinearity.LeakyRelu"/> below zero, at least 0; the others do without.</param>
public sealed class Activation<T>(Nonlinearity kind, double slope)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Scale = 1.0507009873554804934193349852946, Depth = Scale * 1.6732632423543772848170429916717;

    private readonly T _slope = T.CreateChecked(kind == Nonlinearity.LeakyRelu ? slope : 0);

    /// <summary>What a dropped unit of a self-normalizing network is set to: φ(−∞).</summary>
    public static T Floor => T.CreateChecked(-Depth);

    /// <summary>φ(x).</summary>
    /// <param name="drives">x.</param>
    /// <param name="values">Receives z; may be the same memory.</param>
    public void Apply(ReadOnlySpan<T> drives, Span<T> values)
    {
        if (kind == Nonlinearity.Selu)
            Primitives.Map<T, Selu>(new(T.CreateChecked(Scale), T.CreateChecked(Depth)), drives, values);
        else
            Primitives.Map<T, Leaky>(new(_slope), drives, values);
    }

    /// <summary>signal ⊙ φ′(x).</summary>
    /// <param name="values">z = φ(x).</param>
    /// <param name="signal">Such as an error.</param>
    /// <param name="product">Receives it; may be the memory of either.</param>
    public void MultiplyDerivative(ReadOnlySpan<T> values, ReadOnlySpan<T> signal, Span<T> product)
    {
        if (kind == Nonlinearity.Selu)
            Primitives.Map<T, SeluSlope>(new(T.CreateChecked(Scale), T.CreateChecked(Depth)), values, signal, product);
        else
            Primitives.Map<T, LeakySlope>(new(_slope), values, signal, product);
    }

    private readonly struct Leaky(T slope) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(x, x, TLanes.Broadcast(slope) * x);
    }

    private readonly struct LeakySlope(T slope) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes z, TLanes signal)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(z, signal, TLanes.Broadcast(slope) * signal);
    }

    private readonly struct Selu(T scale, T depth) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes x)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes below = TLanes.AtMost(x, TLanes.Zero), d = TLanes.Broadcast(depth);
            return TLanes.IfPositive(x, TLanes.Broadcast(scale) * x, (d * LaneMath.Exp<TLanes, T>(below)) - d);
        }
    }

    // Below zero φ′ = depth·eˣ = z + depth.
    private readonly struct SeluSlope(T scale, T depth) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes z, TLanes signal)
            where TLanes : struct, ILanes<TLanes, T> => signal * TLanes.IfPositive(z, TLanes.Broadcast(scale), z + TLanes.Broadcast(depth));
    }
}
