using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Contrastive similarity matching (Qin, Mudur &amp; Pehlevan, 2021), any depth and width, on the unit box. W and the biases learn as in equilibrium propagation;
/// hidden layers also have lateral synapses M, by which units that fire together inhibit each other: to the energy comes + ½ Σᵢ rᵢᵀ Mᵢ rᵢ over the hidden layers.
/// </summary>
/// <remarks>
/// As in the implementation that CorInfoMax was compared with, M learns from the nudged phase alone and decays by a step that no schedule touches. Letters: α <see cref="ContrastiveSimilarityMatchingOptions.LateralRates"/>;
/// the others, and energy and dynamics: <see cref="HopfieldRule{T}"/>.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("contrastive-similarity-matching", typeof(ContrastiveSimilarityMatchingOptions), "Contrastive similarity matching, with lateral inhibition (Qin, Mudur & Pehlevan, 2021)")]
public sealed class ContrastiveSimilarityMatching<T>(ContrastiveSimilarityMatchingOptions options) : HopfieldRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string M = "m", Inhibition = "inhibition";

    /// <inheritdoc/>
    public override IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        IEnumerable<PlasticityReads> lateral = Enumerable.Range(1, architecture.OutputLayer - 1).Select(static i => new PlasticityReads(M, i, LayerSignal.Rates(i)) { OwnStrength = true });
        return base.Reads(architecture).Concat(lateral);
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture)
    {
        foreach (string objection in base.Objections(architecture))
            yield return objection;
        int hidden = architecture.OutputLayer - 1;
        if (options.LateralRates.Count != hidden)
            yield return $"lateralRates has {options.LateralRates.Count} entries; the network {architecture} needs {hidden}, one for each hidden layer.";
    }

    /// <summary>W from Glorot's uniform distribution; biases zero; M = A Aᵀ with A from the same distribution, symmetric now and after every update.</summary>
    /// <inheritdoc/>
    public override Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = base.Grow(architecture, random);
        for (int i = 1; i < architecture.OutputLayer; i++)
            synapses.Add(M, i, InitialWeights.GlorotGram<T>(architecture[i], random.Split(Synapses<T>.NameOf(M, i))));
        return synapses;
    }

    /// <inheritdoc/>
    public override double[] Energies(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, double nudge)
    {
        double[] energies = base.Energies(synapses, batch, activity, nudge);
        for (int i = 1; i < activity.Architecture.OutputLayer; i++)
        {
            Matrix<T> r = activity.Rates[i], inhibition = activity[Inhibition][i];
            Primitives.Multiply(r, synapses[M][i], inhibition, new RowRange(0, batch.Count));
            for (int sample = 0; sample < batch.Count; sample++)
                energies[sample] += 0.5 * double.CreateChecked(Primitives.Dot<T>(r.Row(sample), inhibition.Row(sample)));
        }

        return energies;
    }

    /// <summary>v_A = Wᵢ₊₁ᵀ rᵢ₊₁ − Mᵢ rᵢ</summary>
    /// <inheritdoc/>
    protected override void FeelPeers(in Moment<T> moment, int layer, RowRange samples)
    {
        base.FeelPeers(moment, layer, samples);
        Activity<T> activity = moment.Activity;
        Matrix<T> inhibition = activity[Inhibition][layer];
        Primitives.Multiply(activity.Rates[layer], moment.Synapses[M][layer], inhibition, samples);
        Span<T> apical = activity.Apical[layer].Block(samples);
        Primitives.Map<T, Difference>(default, apical, inhibition.Block(samples), apical);
    }

    /// <inheritdoc/>
    public override void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        Activity<T> free = record[0], nudged = record[1];
        double beta = record.Phases[1].Nudge;
        int samples = record.Batch.Count;

        // W ← W + a(1/β)⟨rᴺ rᴺᵀ − rᶠ rᶠᵀ⟩
        Learn(synapses, new(nudged, free, samples), rateFactor / (beta * samples));

        // M ← M − h(1/β)½⟨rᴺ rᴺᵀ⟩, then M ← M + αM/(2|β|), in one go; h is α on schedule.
        for (int i = 1; i < nudged.Architecture.OutputLayer; i++)
        {
            double alpha = options.LateralRates[i - 1];
            double kept = 1 + (alpha / (2 * Math.Abs(beta)));
            T scale = T.CreateChecked(-kept * alpha * rateFactor / (2 * beta * samples));
            new Plasticity<T>(synapses[M][i], T.CreateChecked(kept), scale, nudged.Rates[i], nudged.Rates[i], samples).Run(nudged.Team);
        }
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }
}
