using System.Numerics;
using System.Runtime.CompilerServices;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// The step that Adam and AdamW share: m and v take in the gradient, and θ ← kept·θ − rate · m̂/(√v̂ + ε). Powers are repeated squares, which round the same everywhere.
/// </summary>
internal readonly struct AdaptiveMoments<T> : ISynapseStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _keptMean, _addedMean, _keptSquare, _addedSquare, _kept, _pace, _root, _epsilon;

    /// <summary>Step number <paramref name="number"/>, from 1.</summary>
    public AdaptiveMoments(OptimizerOptions options, long number, double rate, double kept)
    {
        double meanCorrection = 1 - Power(options.Beta1, number), rootCorrection = Math.Sqrt(1 - Power(options.Beta2, number));

        // rate/c₁ · m/(√v/√c₂ + ε), or rate·√c₂/c₁ · m/(√v + ε)
        (double pace, double root) = options.EpsilonBeforeCorrection
            ? (rate * rootCorrection / meanCorrection, 1)
            : (rate / meanCorrection, 1 / rootCorrection);
        (_keptMean, _addedMean) = (T.CreateChecked(options.Beta1), T.CreateChecked(1 - options.Beta1));
        (_keptSquare, _addedSquare) = (T.CreateChecked(options.Beta2), T.CreateChecked(1 - options.Beta2));
        (_kept, _pace, _root, _epsilon) = (T.CreateChecked(kept), T.CreateChecked(-pace), T.CreateChecked(root), T.CreateChecked(options.Epsilon));
    }

    public static int Memories => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes, T>
    {
        first = TLanes.MultiplyAdd(TLanes.Broadcast(_keptMean), first, TLanes.Broadcast(_addedMean) * gradient);
        second = TLanes.MultiplyAdd(TLanes.Broadcast(_keptSquare), second, TLanes.Broadcast(_addedSquare) * (gradient * gradient));
        TLanes scale = TLanes.MultiplyAdd(TLanes.Broadcast(_root), TLanes.Sqrt(second), TLanes.Broadcast(_epsilon));
        weight = TLanes.MultiplyAdd(TLanes.Broadcast(_kept), weight, TLanes.Broadcast(_pace) * first / scale);
    }

    private static double Power(double factor, long exponent)
    {
        double power = 1;
        for (; exponent > 0; exponent >>= 1, factor *= factor)
            power *= (exponent & 1) == 1 ? factor : 1;
        return power;
    }
}
