using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// Gradient descent: g′ = g + decay·θ, u ← momentum·u + g′, θ ← θ − rate·u; with Nesterov's form θ ← θ − rate·(g′ + momentum·u). Without momentum nothing is remembered.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">Momentum, Nesterov and decay.</param>
[Optimizer("sgd", "Gradient descent, with momentum and decay if wanted: u ← momentum·u + g + decay·θ, θ ← θ − rate·u")]
public sealed class Sgd<T>(OptimizerOptions options) : Optimizer<T>(options.Momentum > 0 ? ["velocity"] : [])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int InputsOfAShare = 20;

    /// <summary>Without momentum the step is one Hebbian change, and no gradient needs to be written out.</summary>
    /// <inheritdoc/>
    public override void Follow(Synapses<T> synapses, string kind, int layer, in Gradient<T> gradient, long number, double rate, Workspace<T> workspace, ThreadTeam team)
    {
        if (options.Momentum > 0)
        {
            base.Follow(synapses, kind, layer, gradient, number, rate, workspace, team);
            return;
        }

        PanelMatrix<T> weights = synapses[kind][layer];
        team.For(weights.Inputs, InputsOfAShare, new Plain(weights, T.CreateChecked(1 - (rate * options.Decay)), T.CreateChecked(-rate * gradient.Scale), gradient));
    }

    /// <inheritdoc/>
    protected override void Move(long number, double rate, Span<T> weights, Span<T> gradient, Span<T> first, Span<T> second)
    {
        if (options.Decay > 0)
            Primitives.Map<T, Scaled>(new(T.CreateChecked(options.Decay)), weights, gradient, gradient);
        if (options.Momentum == 0)
        {
            Primitives.Map<T, Scaled>(new(T.CreateChecked(-rate)), gradient, weights, weights);
            return;
        }

        T momentum = T.CreateChecked(options.Momentum);
        Primitives.Map<T, Scaled>(new(momentum), first, gradient, first);
        if (options.Nesterov)
            Primitives.Map<T, Scaled>(new(momentum), first, gradient, gradient);
        Primitives.Map<T, Scaled>(new(T.CreateChecked(-rate)), options.Nesterov ? gradient : first, weights, weights);
    }

    private readonly struct Plain(PanelMatrix<T> weights, T kept, T scale, Gradient<T> gradient) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.AddOuter(weights, kept, scale, gradient.Post, gradient.Pre, gradient.Samples, rows);
    }

    // factor·a + b
    private readonly struct Scaled(T factor) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(factor), a, b);
    }
}
