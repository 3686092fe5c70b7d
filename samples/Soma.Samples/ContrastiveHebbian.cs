using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Samples;

// snippet: rule-head
/// <summary>
/// Contrastive Hebbian learning with fixed random feedback, after Detorakis, Bartley &amp; Neftci (2019), without biases and on the unit box. The network
/// relaxes once alone and once with its output held at the target; what fired together in the second phase is strengthened, in the first weakened.
/// </summary>
/// <remarks>W feedforward and V feedback synapses, r rates, u somatic potential, γ <see cref="ContrastiveHebbianOptions.FeedbackGain"/>. Sweeps go bottom-up in place.</remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("contrastive-hebbian", typeof(ContrastiveHebbianOptions), "Contrastive Hebbian learning with random feedback (Detorakis, Bartley & Neftci, 2019)")]
public sealed class ContrastiveHebbian<T>(ContrastiveHebbianOptions options) : PhasedRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string W = "wff", V = "wfb";

    // Threads take the inputs of an update in runs of this many.
    private const int InputsOfAShare = 20;

    private readonly UnitBox<T> _box = new();

    /// <summary>Phases are all that it asks for: feedback has synapses of its own, and a synapse needs the two rates that it joins.</summary>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.None,
        Phases = 2,
        SeparateBackwardPass = false,
        ThirdFactor = "none",
        NeedsBatches = false,
        RatesAreBounded = true,
    };

    // end
    // snippet: rule-grow
    /// <summary>Every depth and width will do.</summary>
    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture) => [];

    /// <summary>W and V uniform on ±√(3/inputs).</summary>
    /// <inheritdoc/>
    public override Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        for (int i = 1; i <= architecture.OutputLayer; i++)
            synapses.Add(W, i, Uniform(architecture[i], architecture[i - 1], random.Split(Synapses<T>.NameOf(W, i))));
        for (int i = 2; i <= architecture.OutputLayer; i++)
            synapses.Add(V, i, Uniform(architecture[i - 1], architecture[i], random.Split(Synapses<T>.NameOf(V, i))));
        return synapses;
    }

    // end
    // snippet: rule-phases
    /// <inheritdoc/>
    protected override int PhaseCount => 2;

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases) => (phases[0], phases[1]) = (Phase.Free, Phase.Clamped);

    /// <inheritdoc/>
    protected override int SweepsOf(Phase phase) => options.Sweeps;

    /// <summary>The input does not change, so neither does its drive W₁x.</summary>
    /// <inheritdoc/>
    protected override void BeginBatch(in Moment<T> moment, RowRange samples) =>
        Primitives.Multiply(moment.Batch.Inputs, moment.Synapses[W][1], moment.Activity.Basal[1], samples);

    /// <inheritdoc/>
    protected override void CarryOver(Activity<T> before, Activity<T> now, RowRange samples) =>
        before.Basal[1].Block(samples).CopyTo(now.Basal[1].Block(samples));

    // end
    // snippet: rule-sweep
    /// <inheritdoc/>
    protected override void Sweep(in Moment<T> moment, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        LayerSignals<T> r = activity.Rates;
        Step step = new(T.CreateChecked(options.NeuralStep.At(moment.Sweep)), T.CreateChecked(options.FeedbackGain));
        int p = activity.Architecture.OutputLayer;
        for (int i = 1; i <= p; i++)
        {
            Span<T> u = activity.Somatic[i].Block(samples), apical = activity.Apical[i].Block(samples);
            if (i == p && moment.Phase == Phase.Clamped)
            {
                moment.Batch.Targets.Block(samples).CopyTo(u);
            }
            else
            {
                if (i > 1)
                    Primitives.Multiply(r[i - 1], moment.Synapses[W][i], activity.Basal[i], samples);
                if (i < p)
                    Primitives.Multiply(r[i + 1], moment.Synapses[V][i + 1], activity.Apical[i], samples);
                Primitives.Map<T, Step>(step, u, activity.Basal[i].Block(samples), apical, u);
            }

            _box.Project(activity.Somatic[i], r[i], samples);
        }
    }

    // u ← u + η(v_B + γ v_A − u)
    private readonly struct Step(T eta, T gamma) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes u, TLanes basal, TLanes apical)
            where TLanes : struct, ILanes<TLanes, T> => u + (TLanes.Broadcast(eta) * (basal + (TLanes.Broadcast(gamma) * apical) - u));
    }

    // end
    // snippet: rule-update
    /// <summary>A synapse of W reads the rates of its two ends.</summary>
    /// <inheritdoc/>
    public override IEnumerable<PlasticityReads> Reads(Architecture architecture) =>
        Enumerable.Range(1, architecture.OutputLayer).Select(static i => new PlasticityReads(W, i, LayerSignal.Rates(i - 1), LayerSignal.Rates(i)));

    /// <summary>Wᵢ ← Wᵢ + rate·γ^(i−P)·⟨rᵢ rᵢ₋₁ᵀ, clamped − rᵢ rᵢ₋₁ᵀ, free⟩; V stays as it was grown.</summary>
    /// <inheritdoc/>
    public override void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        Activity<T> free = record[0], clamped = record[1];
        int samples = record.Batch.Count;
        double scale = options.Rate * rateFactor / samples;
        for (int i = free.Architecture.OutputLayer; i >= 1; i--, scale /= options.FeedbackGain)
        {
            PanelMatrix<T> w = synapses[W][i];
            free.Team.For(w.Inputs, InputsOfAShare, new Hebb(w, T.CreateChecked(scale), clamped, i, samples));
            free.Team.For(w.Inputs, InputsOfAShare, new Hebb(w, T.CreateChecked(-scale), free, i, samples));
        }
    }

    private readonly struct Hebb(PanelMatrix<T> w, T scale, Activity<T> activity, int layer, int samples) : IRangeBody
    {
        public void Invoke(RowRange inputs) => Primitives.AddOuter(w, T.One, scale, activity.Rates[layer], activity.Rates[layer - 1], samples, inputs);
    }

    // end
    private static PanelMatrix<T> Uniform(int outputs, int inputs, RandomStream random)
    {
        double bound = Math.Sqrt(3.0 / inputs);
        PanelMatrix<T> synapses = new(outputs, inputs);
        synapses.Import([.. Enumerable.Range(0, outputs * inputs).Select(_ => T.CreateChecked(random.NextUniform(-bound, bound)))]);
        return synapses;
    }
}
