using System.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// Adam with decoupled decay (Loshchilov and Hutter, 2019): as <see cref="Adam{T}"/>, but the synapses shrink beside the gradient, θ ← (1 − rate·decay)θ − rate · m̂/(√v̂ + ε).
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">β₁, β₂, ε, where ε stands, and decay.</param>
[Optimizer("adamw", "Adam with decay beside the gradient instead of in it (Loshchilov & Hutter, 2019)")]
public sealed class AdamW<T>(OptimizerOptions options) : Optimizer<T>("mean", "square")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Move(in Descent<T> descent, long number, double rate) =>
        descent.Take(new AdaptiveMoments<T>(options, number, rate, kept: 1 - (rate * options.Decay)));
}
