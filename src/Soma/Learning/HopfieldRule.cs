using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules whose network goes down the energy of a continuous Hopfield network in layers, in the unit box. Synapses are symmetric: what a layer sends up
/// through W it gets back through Wᵀ. Per sample, with r₀ = x,
/// Φ(r, β) = ½ Σᵢ‖rᵢ‖² − Σᵢ rᵢᵀ(Wᵢ rᵢ₋₁ + bᵢ) + β‖r_P − y‖².
/// </summary>
/// <remarks>
/// Letters: η <see cref="HopfieldOptions.NeuralStep"/>, β <see cref="HopfieldOptions.Nudge"/>; r rates, u somatic, v_B basal, v_A apical potentials. Sweeps are
/// simultaneous: all layers feel the others as they were, then r ← σ(r − η ∂Φ/∂r) everywhere, with ∂Φ/∂rᵢ = rᵢ − v_B − v_A.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class HopfieldRule<T> : PhasedRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string W = "wff", Bias = "bias";
    private const string Transposed = "wff-transposed", Prediction = "prediction";

    private readonly HopfieldOptions _options;
    private readonly UnitBox<T> _box = new();
    private double _step;
    private HopfieldRule<T>? _answering;

    /// <summary>Takes the options.</summary>
    /// <param name="options">The options.</param>
    protected HopfieldRule(HopfieldOptions options)
    {
        _options = options;
        _step = options.NeuralStep;
    }

    /// <inheritdoc/>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.Full,
        Phases = PhaseCount,
        SeparateBackwardPass = false,
        ThirdFactor = "none",
        NeedsBatches = false,
        RatesAreBounded = true,
    };

    /// <inheritdoc/>
    protected override Settling Settling => _options.Settling;

    /// <inheritdoc/>
    protected override int PhaseCount => 2;

    /// <inheritdoc/>
    public override IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            yield return new(W, i, LayerSignal.Rates(i - 1), LayerSignal.Rates(i));
            yield return new(Bias, i, LayerSignal.Rates(i));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture)
    {
        int p = architecture.OutputLayer;
        if (_options.FeedforwardRates.Count != p)
            yield return $"feedforwardRates has {_options.FeedforwardRates.Count} entries; the network {architecture} needs {p}, one for each of layers 1 to {p}.";
    }

    /// <summary>W from Glorot's uniform distribution; biases zero.</summary>
    /// <inheritdoc/>
    public override Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        for (int i = 1; i <= architecture.OutputLayer; i++)
            synapses.Add(W, i, InitialWeights.Glorot<T>(architecture[i], architecture[i - 1], random.Split(Synapses<T>.NameOf(W, i))));
        for (int i = 1; i <= architecture.OutputLayer; i++)
            synapses.Add(Bias, i, new PanelMatrix<T>(architecture[i], 1));
        return synapses;
    }

    /// <inheritdoc/>
    public override RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity) =>
        _options.InferenceStep == 0 || _options.InferenceStep == _step
            ? base.Infer(synapses, batch, activity)
            : (_answering ??= WithStep(_options.InferenceStep)).Infer(synapses, batch, activity);

    /// <summary>Φ of every sample, in the units of ‖r‖²: what the sweeps of a phase go down.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">Inputs and targets.</param>
    /// <param name="activity">The rates.</param>
    /// <param name="nudge">β; 0 without a teacher.</param>
    /// <returns>One value per sample of the batch.</returns>
    public virtual double[] Energies(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, double nudge)
    {
        double[] energies = new double[batch.Count];
        RowRange samples = new(0, batch.Count);
        for (int i = 1; i <= activity.Architecture.OutputLayer; i++)
        {
            Matrix<T> r = activity.Rates[i], prediction = activity[Prediction][i];
            Predict(i == 1 ? batch.Inputs : activity.Rates[i - 1], synapses, i, prediction, samples);
            for (int sample = 0; sample < batch.Count; sample++)
                energies[sample] += (0.5 * Product(r, r, sample)) - Product(r, prediction, sample);
        }

        Matrix<T> output = activity.Rates[activity.Architecture.OutputLayer], error = activity[Prediction][activity.Architecture.OutputLayer];
        Primitives.Map<T, Difference>(default, output.Block(samples), batch.Targets.Block(samples), error.Block(samples));
        for (int sample = 0; sample < batch.Count; sample++)
            energies[sample] += nudge * Product(error, error, sample);
        return energies;
    }

    /// <inheritdoc/>
    protected override void Plan(Batch<T> batch, Span<Phase> phases)
    {
        double beta = _options.RandomNudgeSign ? _options.Nudge * batch.Random.NextSign() : _options.Nudge;
        phases[0] = Phase.Free;
        phases[1] = Phase.Nudged(beta);
    }

    /// <inheritdoc/>
    protected override int SweepsOf(Phase phase) => phase.Kind == PhaseKind.Free ? _options.FreeSweeps : _options.NudgedSweeps;

    /// <inheritdoc/>
    protected override double ShareOfGapClosed(int sweep) => Math.Min(1, _step);

    /// <summary>Weights stay as they are throughout a batch, so Wᵀ is written down once.</summary>
    /// <inheritdoc/>
    protected override void Arrange(Synapses<T> synapses, Activity<T> activity)
    {
        for (int i = 2; i <= activity.Architecture.OutputLayer; i++)
            activity.Workspace.Transpose(Transposed, i, synapses[W][i], activity.Team);
    }

    /// <summary>The input is clamped, so W₁x + b₁ is the same in every sweep of every phase.</summary>
    /// <inheritdoc/>
    protected override void BeginBatch(in Moment<T> moment, RowRange samples) =>
        Predict(moment.Batch.Inputs, moment.Synapses, 1, moment.Activity.Basal[1], samples);

    /// <inheritdoc/>
    protected override void CarryOver(Activity<T> before, Activity<T> now, RowRange samples) => before.Basal[1].Block(samples).CopyTo(now.Basal[1].Block(samples));

    /// <inheritdoc/>
    protected override void Sweep(in Moment<T> moment, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        int p = activity.Architecture.OutputLayer;
        for (int i = 1; i <= p; i++)
        {
            if (i > 1)
                Predict(activity.Rates[i - 1], moment.Synapses, i, activity.Basal[i], samples);
            if (i == p)
                FeelTeacher(moment, samples);
            else if (IsSilent(moment))
                activity.Apical[i].Block(samples).Clear();
            else
                FeelPeers(moment, i, samples);
        }

        for (int i = 1; i <= p; i++)
            StepLayer(activity, i, samples);
    }

    /// <summary>What a hidden layer feels from the other units: v_A = Wᵢ₊₁ᵀ rᵢ₊₁. Not asked while all units are silent.</summary>
    /// <param name="moment">The network and where it stands.</param>
    /// <param name="layer">i.</param>
    /// <param name="samples">Which samples.</param>
    protected virtual void FeelPeers(in Moment<T> moment, int layer, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        PanelMatrix<T> transposed = activity.Workspace[Transposed, layer + 1, activity.Architecture[layer], activity.Architecture[layer + 1]];
        Primitives.Multiply(activity.Rates[layer + 1], transposed, activity.Apical[layer], samples);
    }

    /// <summary>The learning of W and of the biases: down the difference of ∂Φ/∂W at the ends of two phases, the mean over the batch.</summary>
    /// <param name="synapses">Changed in place.</param>
    /// <param name="contrast">Both phases.</param>
    /// <param name="factor">1/β or 1/(2β), times the schedule's factor, divided by the number of samples; multiplies the learning rates.</param>
    private protected void Learn(Synapses<T> synapses, HebbianContrast<T> contrast, double factor)
    {
        contrast.Compare();
        for (int i = 1; i <= synapses.Architecture.OutputLayer; i++)
        {
            T scale = T.CreateChecked(_options.FeedforwardRates[i - 1] * factor);
            contrast.Learn(synapses[W][i], i, scale);
            contrast.LearnBias(synapses[Bias][i], i, scale);
        }
    }

    // The first sweep from silence: nothing comes from above or aside.
    private static bool IsSilent(in Moment<T> moment) => moment.Phase.Kind == PhaseKind.Free && moment.Sweep == 0;

    // v_B = Wᵢ rᵢ₋₁ + bᵢ
    private static void Predict(Matrix<T> below, Synapses<T> synapses, int i, Matrix<T> basal, RowRange samples)
    {
        Primitives.Multiply(below, synapses[W][i], basal, samples);
        ReadOnlySpan<T> bias = synapses[Bias][i].Storage[..basal.Columns];
        for (int sample = samples.Start; sample < samples.End; sample++)
            Primitives.Map<T, Sum>(default, basal.Row(sample), bias, basal.Row(sample));
    }

    // Output: v_A = −2β(r − y); β = 0 in the free phase.
    private static void FeelTeacher(in Moment<T> moment, RowRange samples)
    {
        int p = moment.Activity.Architecture.OutputLayer;
        Teacher formula = new(T.CreateChecked(2 * moment.Phase.Nudge));
        Primitives.Map<T, Teacher>(
            formula, moment.Batch.Targets.Block(samples), moment.Activity.Rates[p].Block(samples), moment.Activity.Apical[p].Block(samples));
    }

    // u = r − η ∂Φ/∂r = r + η(v_B + v_A − r), r = σ(u)
    private void StepLayer(Activity<T> activity, int i, RowRange samples)
    {
        Descent formula = new(T.CreateChecked(_step));
        Primitives.Map<T, Descent>(
            formula, activity.Rates[i].Block(samples), activity.Basal[i].Block(samples), activity.Apical[i].Block(samples), activity.Somatic[i].Block(samples));
        _box.Project(activity.Somatic[i], activity.Rates[i], samples);
    }

    private HopfieldRule<T> WithStep(double step)
    {
        HopfieldRule<T> other = (HopfieldRule<T>)MemberwiseClone();
        other._step = step;
        return other;
    }

    private static double Product(Matrix<T> a, Matrix<T> b, int sample) => double.CreateChecked(Primitives.Dot<T>(a.Row(sample), b.Row(sample)));

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }

    private readonly struct Teacher(T pull) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes y, TLanes r)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(pull) * (y - r);
    }

    private readonly struct Descent(T eta) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes r, TLanes basal, TLanes apical)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(eta), basal + apical - r, r);
    }
}
