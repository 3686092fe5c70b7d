using System.Numerics;
using System.Runtime.CompilerServices;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Predictive coding with a weakly nudged output, any depth and width, with rectified hidden layers: the output is free but for a small pull towards the target, and what the errors become under it,
/// divided by its strength, is learned. As ν → 0 that is the gradient of the squared error of the network's answer.
/// </summary>
/// <remarks>
/// Energy, dynamics and letters: <see cref="PredictiveRule{T}"/>; here f(n) = max(0, n), κ = 2, ν <see cref="NudgedPredictiveCodingOptions.Nudge"/> with its sign, and n_P ← n_P + 2η(−e_P − ν(n_P − y)). The
/// optimizer is given −(2/ν) Σ eᵢ pᵢ₋₁ᵀ and −(2/ν) Σ eᵢ, sums over the batch and not means.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("nudged-predictive-coding", typeof(NudgedPredictiveCodingOptions), "Predictive coding with a weakly nudged output (as published beside CorInfoMax, NeurIPS 2023)")]
public sealed class NudgedPredictiveCoding<T>(NudgedPredictiveCodingOptions options) : PredictiveRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override double GradientFactor => 2;

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases)
    {
        phases[0] = Phase.Free;
        phases[1] = Phase.Nudged(options.RandomNudgeSign ? options.Nudge * batch.Random.NextSign() : options.Nudge);
    }

    private protected override void Fire(Matrix<T> potentials, Matrix<T> rates, RowRange samples) =>
        Primitives.Map<T, Rectified>(default, potentials.Block(samples), rates.Block(samples));

    private protected override void MoveHidden(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> potentials, RowRange samples, in MovingNeurons<T> neurons, T step) =>
        Primitives.MultiplyThen(x, weights, potentials, samples, neurons, new Step(step));

    /// <summary>The output starts from the network's answer.</summary>
    private protected override void MeetTeacher(in Moment<T> moment, RowRange samples)
    {
    }

    private protected override void StepOutput(in Moment<T> moment, Matrix<T> error, T step, RowRange samples)
    {
        int p = moment.Activity.Architecture.OutputLayer;
        Span<T> n = moment.Activity.Somatic[p].Block(samples);
        Primitives.Map<T, NudgedStep>(new(step, T.CreateChecked(moment.Phase.Nudge)), n, error.Block(samples), moment.Batch.Targets.Block(samples), n);
        n.CopyTo(moment.Activity.Rates[p].Block(samples));
    }

    private protected override double ErrorFactor(PhaseRecord<T> record) => GradientFactor / record.Phases[1].Nudge;

    private readonly struct Rectified : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes n)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast(n, TLanes.Zero);
    }

    // n + step·(−e + [n > 0]·Wᵀe)
    private readonly struct Step(T step) : INeuronStep<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(TLanes basal, TLanes bias, TLanes apical, out TLanes e, ref TLanes n, ref TLanes p)
            where TLanes : struct, ILanes<TLanes, T>
        {
            e = n - (basal + bias);
            n = TLanes.MultiplyAdd(TLanes.Broadcast(step), TLanes.IfPositive(n, apical, TLanes.Zero) - e, n);
            p = TLanes.AtLeast(n, TLanes.Zero);
        }
    }

    // n + step·(−e − ν(n − y))
    private readonly struct NudgedStep(T step, T nudge) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes n, TLanes e, TLanes y)
            where TLanes : struct, ILanes<TLanes, T> =>
            TLanes.MultiplyAdd(TLanes.Broadcast(step), (TLanes.Broadcast(nudge) * (y - n)) - e, n);
    }
}
