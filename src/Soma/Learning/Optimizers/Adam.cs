using System.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// Adam (Kingma and Ba, 2015): m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − rate · m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵏ) and v̂ = v/(1 − β₂ᵏ). Decay, if any, is part
/// of the gradient: g + decay·θ.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">β₁, β₂, ε, where ε stands, and decay.</param>
[Optimizer("adam", "Adam (Kingma & Ba, 2015): running means of the gradient and its square; decay is added to the gradient")]
public sealed class Adam<T>(OptimizerOptions options) : Optimizer<T>("mean", "square")
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override void Move(in Descent<T> descent, long number, double rate) =>
        descent.Take(new AdaptiveMoments<T>(options, number, rate, kept: 1), options.Decay);
}
