using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// Gradient descent: g′ = g + decay·θ, u ← momentum·u + g′, θ ← θ − rate·u; with Nesterov's form θ ← θ − rate·(g′ + momentum·u). Without momentum nothing is remembered,
/// and the step down a sum of outer products is one Hebbian change.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">Momentum, Nesterov and decay.</param>
[Optimizer("sgd", "Gradient descent, with momentum and decay if wanted: u ← momentum·u + g + decay·θ, θ ← θ − rate·u")]
public sealed class Sgd<T>(OptimizerOptions options) : Optimizer<T>(options.Momentum > 0 ? ["velocity"] : [])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Move(in Descent<T> descent, long number, double rate)
    {
        if (options.Momentum == 0 && descent.Hebbian is { } change)
            change.Add(1 - (rate * options.Decay), -rate);
        else if (options.Momentum == 0)
            descent.Take(new Plain(T.CreateChecked(-rate)), options.Decay);
        else if (options.Nesterov)
            descent.Take(new Ahead(T.CreateChecked(options.Momentum), T.CreateChecked(-rate)), options.Decay);
        else
            descent.Take(new Along(T.CreateChecked(options.Momentum), T.CreateChecked(-rate)), options.Decay);
    }

    // θ − rate·g
    private readonly struct Plain(T pace) : ISynapseStep<T>
    {
        public static int Memories => 0;

        public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
            where TLanes : struct, ILanes<TLanes, T> => weight = TLanes.MultiplyAdd(TLanes.Broadcast(pace), gradient, weight);
    }

    // u = momentum·u + g, θ − rate·u
    private readonly struct Along(T momentum, T pace) : ISynapseStep<T>
    {
        public static int Memories => 1;

        public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
            where TLanes : struct, ILanes<TLanes, T>
        {
            first = TLanes.MultiplyAdd(TLanes.Broadcast(momentum), first, gradient);
            weight = TLanes.MultiplyAdd(TLanes.Broadcast(pace), first, weight);
        }
    }

    // u = momentum·u + g, θ − rate·(g + momentum·u)
    private readonly struct Ahead(T momentum, T pace) : ISynapseStep<T>
    {
        public static int Memories => 1;

        public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes inertia = TLanes.Broadcast(momentum);
            first = TLanes.MultiplyAdd(inertia, first, gradient);
            weight = TLanes.MultiplyAdd(TLanes.Broadcast(pace), TLanes.MultiplyAdd(inertia, first, gradient), weight);
        }
    }
}
