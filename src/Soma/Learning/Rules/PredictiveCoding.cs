using System.Numerics;
using System.Runtime.CompilerServices;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Supervised predictive coding (Whittington &amp; Bogacz, 2017), any depth and width, with sigmoidal hidden layers: the output is clamped to the target, the hidden potentials settle between what is
/// predicted and what they predict, and every synapse learns from the error and the rate at its two ends.
/// </summary>
/// <remarks>
/// Energy, dynamics and letters: <see cref="PredictiveRule{T}"/>; here f(n) = 1/(1 + e⁻ⁿ) and f′ = f(1 − f), κ <see cref="PredictiveCodingOptions.GradientFactor"/>. The output is held at
/// n_P = s·y + o, s <see cref="PredictiveCodingOptions.TargetScale"/>, o <see cref="PredictiveCodingOptions.TargetOffset"/>. The optimizer is given −κ⟨eᵢ pᵢ₋₁ᵀ⟩ and −κ⟨eᵢ⟩, means over the batch.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("predictive-coding", typeof(PredictiveCodingOptions), "Supervised predictive coding, the output clamped to the target (Whittington & Bogacz, 2017)")]
public sealed class PredictiveCoding<T>(PredictiveCodingOptions options) : PredictiveRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected override double GradientFactor => options.GradientFactor;

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases)
    {
        phases[0] = Phase.Free;
        phases[1] = Phase.Clamped;
    }

    private protected override void Fire(Matrix<T> potentials, Matrix<T> rates, RowRange samples)
    {
        // Whole registers to the end of a row are quicker than single values, but the sigmoid of zero is not zero, and padding must stay so.
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            RowRange row = new(sample, sample + 1);
            Primitives.Map<T, Sigmoid>(default, potentials.Block(row), rates.Block(row));
            rates.Block(row)[rates.Columns..].Clear();
        }
    }

    private protected override void MoveHidden(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> potentials, RowRange samples, in MovingNeurons<T> neurons, T step) =>
        Primitives.MultiplyThen(x, weights, potentials, samples, neurons, new Step(step));

    /// <summary>The output is the target from now on.</summary>
    private protected override void MeetTeacher(in Moment<T> moment, RowRange samples)
    {
        int p = moment.Activity.Architecture.OutputLayer;
        Target formula = new(T.CreateChecked(options.TargetScale), T.CreateChecked(options.TargetOffset));
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> n = moment.Activity.Somatic[p].Row(sample);
            Primitives.Map<T, Target>(formula, moment.Batch.Targets.Row(sample), n);
            n.CopyTo(moment.Activity.Rates[p].Row(sample));
        }
    }

    /// <summary>It does not move.</summary>
    private protected override void StepOutput(in Moment<T> moment, Matrix<T> error, T step, RowRange samples)
    {
    }

    private protected override double ErrorFactor(PhaseRecord<T> record) => options.GradientFactor / record.Batch.Count;

    private readonly struct Sigmoid : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes n)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Sigmoid<TLanes, T>(n);
    }

    // n + step·(−e + f′(n)·Wᵀe), with f′ = p(1 − p)
    private readonly struct Step(T step) : INeuronStep<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Invoke<TLanes>(TLanes basal, TLanes bias, TLanes apical, out TLanes e, ref TLanes n, ref TLanes p)
            where TLanes : struct, ILanes<TLanes, T>
        {
            e = n - (basal + bias);
            n = TLanes.MultiplyAdd(TLanes.Broadcast(step), ((p * (TLanes.Broadcast(T.One) - p)) * apical) - e, n);
            p = LaneMath.Sigmoid<TLanes, T>(n);
        }
    }

    private readonly struct Target(T scale, T offset) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes y)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(scale), y, TLanes.Broadcast(offset));
    }
}
