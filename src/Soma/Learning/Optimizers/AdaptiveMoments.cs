using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>What Adam and AdamW share: the running means, their correction, and the step. Powers are repeated squares, which round the same everywhere.</summary>
internal readonly struct AdaptiveMoments<T>(OptimizerOptions options, long step)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>m and v take in the gradient, and θ ← kept·θ − rate · m̂/(√v̂ + ε).</summary>
    public void Move(double rate, T kept, Span<T> weights, ReadOnlySpan<T> gradient, Span<T> m, Span<T> v)
    {
        double meanCorrection = 1 - Power(options.Beta1, step), rootCorrection = Math.Sqrt(1 - Power(options.Beta2, step));

        // rate/c₁ · m/(√v/√c₂ + ε), or rate·√c₂/c₁ · m/(√v + ε)
        (double pace, double root) = options.EpsilonBeforeCorrection
            ? (rate * rootCorrection / meanCorrection, 1)
            : (rate / meanCorrection, 1 / rootCorrection);
        Primitives.Map<T, Mean>(new(Value(options.Beta1), Value(1 - options.Beta1)), m, gradient, m);
        Primitives.Map<T, Square>(new(Value(options.Beta2), Value(1 - options.Beta2)), v, gradient, v);
        Primitives.Map<T, Step>(new(kept, Value(-pace), Value(root), Value(options.Epsilon)), weights, m, v, weights);
    }

    private static T Value(double value) => T.CreateChecked(value);

    private static double Power(double factor, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
            power *= (exponent & 1) == 1 ? factor : 1;
        return power;
    }

    private readonly struct Mean(T kept, T added) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes m, TLanes g)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(kept), m, TLanes.Broadcast(added) * g);
    }

    private readonly struct Square(T kept, T added) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes v, TLanes g)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(kept), v, TLanes.Broadcast(added) * (g * g));
    }

    private readonly struct Step(T kept, T pace, T root, T epsilon) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes theta, TLanes m, TLanes v)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes scale = TLanes.MultiplyAdd(TLanes.Broadcast(root), TLanes.Sqrt(v), TLanes.Broadcast(epsilon));
            return TLanes.MultiplyAdd(TLanes.Broadcast(kept), theta, TLanes.Broadcast(pace) * m / scale);
        }
    }
}
