using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>Decay that is part of the gradient: the inner step with g + decay·θ.</summary>
internal readonly struct DecayInGradient<T, TStep>(T decay, TStep inner) : ISynapseStep<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TStep : struct, ISynapseStep<T>
{
    public static int Memories => TStep.Memories;

    public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
        where TLanes : struct, ILanes<TLanes, T> =>
        inner.Invoke(TLanes.MultiplyAdd(TLanes.Broadcast(decay), weight, gradient), ref weight, ref first, ref second);
}
