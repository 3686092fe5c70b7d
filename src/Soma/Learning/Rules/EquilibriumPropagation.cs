using System.Numerics;
using Soma.Data;
using Soma.Networks;

namespace Soma.Learning.Rules;

/// <summary>
/// Equilibrium propagation (Scellier &amp; Bengio, 2017), any depth and width, on the unit box: the network settles alone, then nudged towards the target, and each synapse learns from
/// the difference of what its two ends did. As β → 0 that is the gradient of the squared error at the free state.
/// </summary>
/// <remarks>
/// With <see cref="EquilibriumPropagationOptions.ThreePhase"/> the nudge is symmetric (Laborieux et al., 2021). Energy, dynamics and letters: <see cref="HopfieldRule{T}"/>.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("equilibrium-propagation", typeof(EquilibriumPropagationOptions), "Equilibrium propagation, two phases or nudged both ways (Scellier & Bengio, 2017; Laborieux et al., 2021)")]
public sealed class EquilibriumPropagation<T>(EquilibriumPropagationOptions options) : HopfieldRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected override int PhaseCount => options.ThreePhase ? 3 : 2;

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases)
    {
        base.Plan(batch, phases);
        if (options.ThreePhase)
            phases[2] = Phase.Nudged(-phases[1].Nudge);
    }

    /// <summary>Both nudged phases start from the free state.</summary>
    /// <inheritdoc/>
    protected override int StartOf(int phase) => 0;

    /// <inheritdoc/>
    public override void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        // W ← W + a(1/β)⟨rᴺ rᴺᵀ − rᶠ rᶠᵀ⟩; nudged both ways, the other nudged phase stands for the free one, and 2β for β.
        double distance = options.ThreePhase ? 2 * record.Phases[1].Nudge : record.Phases[1].Nudge;
        Activity<T> compared = options.ThreePhase ? record[2] : record[0];
        int samples = record.Batch.Count;
        Learn(synapses, new(record[1], compared, samples), rateFactor / (distance * samples));
    }
}
