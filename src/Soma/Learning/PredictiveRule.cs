using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules whose layers predict the next one, and whose potentials and synapses both go down the squared errors of the predictions. Per sample, with p₀ = x,
/// E = Σᵢ‖eᵢ‖² + ν‖n_P − y‖², eᵢ = nᵢ − Wᵢ pᵢ₋₁ − bᵢ, pᵢ = f(nᵢ) in hidden layers; the output is linear.
/// </summary>
/// <remarks>
/// Letters: n somatic potentials, p rates, Wp basal potentials (without the bias), Wᵀe apical potentials, η <see cref="PredictiveOptions.NeuralStep"/>, ν the nudge, 0 where the
/// output is clamped. The first phase is the network's answer, one sweep upwards: nᵢ = Wᵢ pᵢ₋₁ + bᵢ. In the second all layers move at once, each feeling the errors as
/// they were: nᵢ ← nᵢ − ½κη ∂E/∂nᵢ = nᵢ + κη(−eᵢ + f′(nᵢ) ⊙ Wᵢ₊₁ᵀ eᵢ₊₁). Synapses learn from its end: ½∂E/∂Wᵢ = −Σ eᵢ pᵢ₋₁ᵀ, and −Σ eᵢ for the biases.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class PredictiveRule<T> : PhasedRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string W = "wff", Bias = "bias", Error = "error", Transposed = "wff-transposed", Ones = "ones";
    private const int RowsOfATile = 5;

    // A single value per sample, for the sake of biases.
    private static readonly int[] _oneValue = [1];

    private readonly PredictiveOptions _options;
    private readonly Optimizer<T>? _optimizer;

    /// <summary>Takes the options that all rules of the family have.</summary>
    /// <param name="options">The options.</param>
    private protected PredictiveRule(PredictiveOptions options)
    {
        _options = options;
        _optimizer = OptimizerCatalog.Objections(options.Optimizer).Any() ? null : OptimizerCatalog.Create<T>(options.Optimizer);
    }

    /// <inheritdoc/>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.Full,
        Phases = PhaseCount,
        SeparateBackwardPass = false,
        ThirdFactor = "prediction error of the neuron",
        NeedsBatches = false,
        RatesAreBounded = false,
    };

    /// <inheritdoc/>
    protected override int PhaseCount => 2;

    /// <summary>κ, of the neurons' steps.</summary>
    private protected abstract double GradientFactor { get; }

    private Optimizer<T> Optimizer => _optimizer ?? OptimizerCatalog.Create<T>(_options.Optimizer);

    /// <inheritdoc/>
    public override IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            // The prediction error of layer i, with the drive of the input as it was felt.
            LayerSignal predictor = i == 1 ? new(SignalNames.Basal, 1) : LayerSignal.Rates(i - 1);
            yield return new(W, i, [LayerSignal.Rates(i - 1), LayerSignal.Somatic(i), .. i == 1 ? [predictor] : Array.Empty<LayerSignal>()])
            {
                OwnStrength = i > 1 || _options.Optimizer.Decay > 0,
                OtherSynapses = [Synapses<T>.NameOf(Bias, i), .. Optimizer.Clock],
            };
            yield return new(Bias, i, predictor, LayerSignal.Somatic(i))
            {
                OwnStrength = true,
                OtherSynapses = [.. i == 1 ? Array.Empty<string>() : [Synapses<T>.NameOf(W, i)], .. Optimizer.Clock],
            };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture) => OptimizerCatalog.Objections(_options.Optimizer).Select(static objection => $"optimizer: {objection}");

    /// <summary>W from the distribution of the options, biases uniform on ±1/√inputs.</summary>
    /// <inheritdoc/>
    public override Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            (int units, int inputs) = (architecture[i], architecture[i - 1]);
            double bound = InitialDistribution.FanIn.Bound(units, inputs);
            synapses.Add(W, i, InitialWeights.Uniform<T>(units, inputs, _options.Initial.Bound(units, inputs), random.Split(Synapses<T>.NameOf(W, i))));
            synapses.Add(Bias, i, InitialWeights.Uniform<T>(units, 1, bound, random.Split(Synapses<T>.NameOf(Bias, i))));
        }

        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            Optimizer.Grow(synapses, W, i);
            Optimizer.Grow(synapses, Bias, i);
        }

        return synapses;
    }

    /// <inheritdoc/>
    public override void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        Activity<T> activity = record[1];
        int samples = record.Batch.Count;
        double scale = -ErrorFactor(record), rate = _options.Rate * rateFactor;
        Matrix<T> ones = activity[Ones, _oneValue][0];
        ones.Storage.Fill(T.One);
        activity.Team.For(samples, RowsOfATile, new FinalErrors(synapses, activity));
        long step = Optimizer.Begin(synapses);
        for (int i = 1; i <= activity.Architecture.OutputLayer; i++)
        {
            Matrix<T> e = activity[Error][i];
            Optimizer.Follow(synapses, W, i, new(scale, e, activity.Rates[i - 1], samples), step, rate, activity.Team);
            Optimizer.Follow(synapses, Bias, i, new(scale, e, ones, samples), step, rate, activity.Team);
        }
    }

    /// <summary>E of every sample.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">Inputs and targets.</param>
    /// <param name="activity">Rates and somatic potentials; its errors are taken anew.</param>
    /// <param name="nudge">ν; 0 without a teacher, or where the output is clamped.</param>
    /// <returns>One value per sample of the batch.</returns>
    public double[] Energies(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, double nudge)
    {
        int p = activity.Architecture.OutputLayer;
        RowRange samples = new(0, batch.Count);
        double[] energies = new double[batch.Count];
        Primitives.Multiply(batch.Inputs, synapses[W][1], activity.Basal[1], samples);
        TakeErrors(synapses, activity, 1, samples);
        for (int sample = 0; sample < energies.Length; sample++)
        {
            for (int i = 1; i <= p; i++)
                energies[sample] += double.CreateChecked(Primitives.Dot<T>(activity[Error][i].Row(sample), activity[Error][i].Row(sample)));
            for (int unit = 0; unit < activity.Architecture[p]; unit++)
            {
                double distance = double.CreateChecked(activity.Somatic[p].Row(sample)[unit] - batch.Targets.Row(sample)[unit]);
                energies[sample] += nudge * distance * distance;
            }
        }

        return energies;
    }

    /// <inheritdoc/>
    protected override int SweepsOf(Phase phase) => phase.Kind == PhaseKind.Free ? 1 : _options.Sweeps;

    /// <summary>Weights stay as they are throughout a batch, so Wᵀ is written down once.</summary>
    /// <inheritdoc/>
    protected override void Arrange(Synapses<T> synapses, Activity<T> activity)
    {
        for (int i = 2; i <= activity.Architecture.OutputLayer; i++)
            activity.Workspace.Transpose(Transposed, i, synapses[W][i], activity.Team);
    }

    /// <summary>The input is clamped, so W₁x is the same in every sweep of every phase.</summary>
    /// <inheritdoc/>
    protected override void BeginBatch(in Moment<T> moment, RowRange samples) =>
        Primitives.Multiply(moment.Batch.Inputs, moment.Synapses[W][1], moment.Activity.Basal[1], samples);

    /// <inheritdoc/>
    protected override void CarryOver(Activity<T> before, Activity<T> now, RowRange samples)
    {
        for (int i = 1; i <= now.Architecture.OutputLayer; i++)
        {
            before.Somatic[i].Block(samples).CopyTo(now.Somatic[i].Block(samples));
            before.Basal[i].Block(samples).CopyTo(now.Basal[i].Block(samples));
            now.Apical[i].Block(samples).Clear();
            now[Error][i].Block(samples).Clear();
        }
    }

    /// <inheritdoc/>
    protected override void Sweep(in Moment<T> moment, RowRange samples)
    {
        if (moment.Phase.Kind == PhaseKind.Free)
        {
            GoUp(moment, samples);
            return;
        }

        Activity<T> activity = moment.Activity;
        int p = activity.Architecture.OutputLayer;
        T step = T.CreateChecked(GradientFactor * _options.NeuralStep.At(moment.Sweep));
        if (moment.Sweep == 0)
            MeetTeacher(moment, samples);

        // After the answer every error is zero, and what the teacher does comes down by one layer per sweep. Layers that it has not reached stay as they are, to the bit, and so does what the last of them predicts.
        int reached = Math.Max(1, p - moment.Sweep);
        TakeErrors(moment.Synapses, activity, p, samples, standing: reached);

        // From the top, so that every layer meets the one below as it was. The neurons of a layer move as soon as both of their potentials are known.
        for (int i = p - 1; i >= Math.Max(1, reached - 1); i--)
            Move(moment.Synapses, activity, i, i > reached, step, samples);
        StepOutput(moment, activity[Error][p], step, samples);
    }

    /// <summary>p = f(n) of a hidden layer.</summary>
    private protected abstract void Fire(Matrix<T> potentials, Matrix<T> rates, RowRange samples);

    /// <summary>
    /// The products W x that are a hidden layer's basal or apical potentials, and then, with the other potentials as they stand, e = n − (Wp + b), n ← n + step·(−e + f′(n) ⊙ Wᵀe) with the errors of the layer above in Wᵀe,
    /// and p = f(n).
    /// </summary>
    private protected abstract void MoveHidden(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> potentials, RowRange samples, in MovingNeurons<T> neurons, T step);

    /// <summary>Before the first sweep with a teacher.</summary>
    private protected abstract void MeetTeacher(in Moment<T> moment, RowRange samples);

    /// <summary>The output's sweep with a teacher; its rates are its potentials.</summary>
    private protected abstract void StepOutput(in Moment<T> moment, Matrix<T> error, T step, RowRange samples);

    /// <summary>How many times Σ eᵢ pᵢ₋₁ᵀ the synapses are asked to follow.</summary>
    private protected abstract double ErrorFactor(PhaseRecord<T> record);

    // What predicts the layer is multiplied anew only where it has moved.
    private void Move(Synapses<T> synapses, Activity<T> activity, int i, bool predictionMoved, T step, RowRange samples)
    {
        PanelMatrix<T> transposed = activity.Workspace[Transposed, i + 1, activity.Architecture[i], activity.Architecture[i + 1]];
        MovingNeurons<T> neurons = new(activity.Basal[i], synapses[Bias][i], activity.Apical[i], activity[Error][i], activity.Somatic[i], activity.Rates[i]);
        Matrix<T> errors = activity[Error][i + 1];
        if (predictionMoved)
        {
            Primitives.Multiply(errors, transposed, neurons.Apical, samples);
            MoveHidden(activity.Rates[i - 1], synapses[W][i], neurons.Basal, samples, neurons, step);
        }
        else
        {
            MoveHidden(errors, transposed, neurons.Apical, samples, neurons, step);
        }
    }

    // nᵢ = Wᵢ pᵢ₋₁ + bᵢ, where every error is zero.
    private void GoUp(in Moment<T> moment, RowRange samples)
    {
        Activity<T> activity = moment.Activity;
        int p = activity.Architecture.OutputLayer;
        for (int i = 1; i <= p; i++)
        {
            if (i > 1)
                Primitives.Multiply(activity.Rates[i - 1], moment.Synapses[W][i], activity.Basal[i], samples);
            Matrix<T> basal = activity.Basal[i], n = activity.Somatic[i];
            ReadOnlySpan<T> bias = moment.Synapses[Bias][i].Storage[..n.Columns];
            for (int sample = samples.Start; sample < samples.End; sample++)
                Primitives.Map<T, Sum>(default, basal.Row(sample), bias, n.Row(sample));
            if (i < p)
                Fire(n, activity.Rates[i], samples);
            else
                n.Block(samples).CopyTo(activity.Rates[p].Block(samples));
        }
    }

    // eᵢ = nᵢ − (Wᵢ pᵢ₋₁ + bᵢ), in the order of rounding that makes it zero after GoUp; Wᵢ pᵢ₋₁ is there already up to a layer, for W₁x always.
    private static void TakeErrors(Synapses<T> synapses, Activity<T> activity, int lowest, RowRange samples, int standing = 1)
    {
        for (int i = lowest; i <= activity.Architecture.OutputLayer; i++)
        {
            Matrix<T> n = activity.Somatic[i], basal = activity.Basal[i], e = activity[Error][i];
            PanelMatrix<T> bias = synapses[Bias][i];
            if (i > standing)
            {
                Primitives.MultiplyThen<T, Remainder>(activity.Rates[i - 1], synapses[W][i], basal, samples, default, n, bias, e);
                continue;
            }

            for (int sample = samples.Start; sample < samples.End; sample++)
                Primitives.Map<T, Remainder>(default, basal.Row(sample), n.Row(sample), bias.Storage[..n.Columns], e.Row(sample));
        }
    }

    private readonly struct FinalErrors(Synapses<T> synapses, Activity<T> activity) : IRangeBody
    {
        public void Invoke(RowRange rows) => TakeErrors(synapses, activity, 1, rows);
    }

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct Remainder : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes prediction, TLanes n, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => n - (prediction + bias);
    }
}
