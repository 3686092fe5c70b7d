using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules that answer in one pass upwards and learn from one pass of errors downwards: a multilayer perceptron with biases, rectified hidden layers and a linear or rectified
/// output. The family knows everything but the way down; a rule says through which matrix the error comes to a layer, and from where.
/// </summary>
/// <remarks>
/// Forward: r₀ = x, v_B = Wᵢ rᵢ₋₁, rᵢ = max(0, v_B + bᵢ), and o = r_P = v_B + b_P, or rectified too. Downward: δ_P = ∂L/∂o, masked where the output is rectified and silent;
/// δᵢ = (K δ) ⊙ [rᵢ &gt; 0]. Then ∂L/∂Wᵢ = Σ δᵢ rᵢ₋₁ᵀ and ∂L/∂bᵢ = Σ δᵢ go to the optimizer. Threads divide the samples on both ways, and the inputs of an update.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class FeedforwardRule<T> : ILearningRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The kind of the feedforward synapses W, layers 1 … P.</summary>
    protected const string Feedforward = "wff";

    /// <summary>The kind of the biases b, layers 1 … P, shape (units, 1).</summary>
    protected const string Bias = "bias";

    /// <summary>The signal of the errors δ, layers 1 … P.</summary>
    protected const string Error = "error";

    private const string Ones = "ones";
    private const int RowsOfATile = 5;

    // A single value per sample, for the sake of biases.
    private static readonly int[] _oneValue = [1];

    private readonly MultilayerOptions _options;
    private readonly OutputLoss<T> _loss;
    private readonly Optimizer<T>? _optimizer;

    /// <summary>Takes the options that all rules of the family have.</summary>
    /// <param name="options">The options.</param>
    private protected FeedforwardRule(MultilayerOptions options)
    {
        _options = options;
        _loss = new OutputLoss<T>(options.Loss);
        _optimizer = OptimizerCatalog.Objections(options.Optimizer).Any() ? null : OptimizerCatalog.Create<T>(options.Optimizer);
    }

    private Optimizer<T> Optimizer => _optimizer ?? OptimizerCatalog.Create<T>(_options.Optimizer);

    /// <inheritdoc/>
    public PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport,
        Phases = 1,
        SeparateBackwardPass = true,
        ThirdFactor = "error of the neuron",
        NeedsBatches = false,
        RatesAreBounded = false,
    };

    /// <summary>How much the way down knows of the way up.</summary>
    private protected abstract WeightTransport WeightTransport { get; }

    /// <inheritdoc/>
    public virtual IEnumerable<string> Objections(Architecture architecture) => OptimizerCatalog.Objections(_options.Optimizer).Select(static objection => $"optimizer: {objection}");

    /// <inheritdoc/>
    public IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        bool decays = _options.Optimizer.Decay > 0;
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            yield return new(Feedforward, i, LayerSignal.Rates(i - 1), new(Error, i)) { OwnStrength = decays, OtherSynapses = Optimizer.Clock };
            yield return new(Bias, i, new LayerSignal(Error, i)) { OwnStrength = decays, OtherSynapses = Optimizer.Clock };
        }
    }

    /// <inheritdoc/>
    public Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        Synapses<T> synapses = new(architecture);
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            (int units, int inputs) = (architecture[i], architecture[i - 1]);
            double bound = _options.Initial.Bound(units, inputs);
            synapses.Add(Feedforward, i, InitialWeights.Uniform<T>(units, inputs, bound, random.Split(Synapses<T>.NameOf(Feedforward, i))));
            synapses.Add(Bias, i, _options.Initial == InitialDistribution.FanIn
                ? InitialWeights.Uniform<T>(units, 1, bound, random.Split(Synapses<T>.NameOf(Bias, i)))
                : new PanelMatrix<T>(units, 1));
        }

        GrowWayDown(synapses, random);
        for (int i = 1; i <= architecture.OutputLayer; i++)
        {
            Optimizer.Grow(synapses, Feedforward, i);
            Optimizer.Grow(synapses, Bias, i);
        }

        return synapses;
    }

    /// <inheritdoc/>
    public PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team) => new(architecture, capacity, 1, team);

    /// <inheritdoc/>
    public RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity)
    {
        activity.Rates[0] = batch.Inputs;
        activity.Fault.Clear();
        activity.Team.For(batch.Count, RowsOfATile, new Pass(this, synapses, batch, activity, learns: false));
        return OutcomeOf(activity);
    }

    /// <inheritdoc/>
    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        _loss.RequireTargets(batch);
        Activity<T> activity = record[0];
        record.Batch = batch;
        record.Phases[0] = Phase.Free;
        activity.Rates[0] = batch.Inputs;
        activity.Fault.Clear();
        Arrange(synapses, batch, activity);
        activity.Team.For(batch.Count, RowsOfATile, new Pass(this, synapses, batch, activity, learns: true));
        return OutcomeOf(activity);
    }

    /// <inheritdoc/>
    public void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        Activity<T> activity = record[0];
        int samples = record.Batch.Count;
        double rate = _options.Rate * rateFactor;
        Matrix<T> ones = activity[Ones, _oneValue][0];
        ones.Storage.Fill(T.One);
        long step = Optimizer.Begin(synapses);
        for (int i = 1; i <= activity.Architecture.OutputLayer; i++)
        {
            Matrix<T> error = activity[Error][i];
            Optimizer.Follow(synapses, Feedforward, i, new(1, error, activity.Rates[i - 1], samples), step, rate, activity.Team);
            Optimizer.Follow(synapses, Bias, i, new(1, error, ones, samples), step, rate, activity.Team);
        }
    }

    /// <summary>Adds the synapses that errors come down through, if the rule has any of its own.</summary>
    /// <param name="synapses">The network so far.</param>
    /// <param name="random">Split by the tensors' names.</param>
    private protected virtual void GrowWayDown(Synapses<T> synapses, RandomStream random)
    {
    }

    /// <summary>What is made of the synapses once per batch, such as transposed copies in the workspace.</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">Its randomness may be drawn from.</param>
    /// <param name="activity">Has the workspace and the threads.</param>
    private protected virtual void Arrange(Synapses<T> synapses, Batch<T> batch, Activity<T> activity)
    {
    }

    /// <summary>The way of the error to a hidden layer: from which layer it comes, and through which matrix of shape (units here, units there).</summary>
    /// <param name="synapses">The network.</param>
    /// <param name="activity">Has the workspace.</param>
    /// <param name="layer">1 to P − 1.</param>
    private protected abstract (int From, PanelMatrix<T> Through) WayDown(Synapses<T> synapses, Activity<T> activity, int layer);

    private static RelaxationOutcome OutcomeOf(Activity<T> activity) => activity.Fault.Any
        ? new RelaxationOutcome(RelaxationEnd.Diverged, 0, activity.Fault.Layer, activity.Fault.Sweep)
        : RelaxationOutcome.SweepLimit;

    private readonly struct Pass(FeedforwardRule<T> rule, Synapses<T> synapses, Batch<T> batch, Activity<T> activity, bool learns) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int p = activity.Architecture.OutputLayer;
            for (int i = 1; i <= p; i++)
            {
                GoUp(i, rows);
                if (Primitives.AllFinite<T>(activity.Basal[i].Block(rows)))
                    continue;
                activity.Fault.Report(0, i);
                return;
            }

            for (int i = p; i >= 1 && learns; i--)
                ComeDown(i, rows);
        }

        private void GoUp(int i, RowRange rows)
        {
            Matrix<T> basal = activity.Basal[i], rates = activity.Rates[i];
            ReadOnlySpan<T> bias = synapses[Bias][i].Storage[..basal.Columns];
            Primitives.Multiply(activity.Rates[i - 1], synapses[Feedforward][i], basal, rows);
            bool rectified = i < activity.Architecture.OutputLayer || rule._options.OutputActivation == OutputActivation.Relu;
            for (int row = rows.Start; row < rows.End; row++)
            {
                if (rectified)
                    Primitives.Map<T, RectifiedSum>(default, basal.Row(row), bias, rates.Row(row));
                else
                    Primitives.Map<T, Sum>(default, basal.Row(row), bias, rates.Row(row));
            }
        }

        private void ComeDown(int i, RowRange rows)
        {
            Matrix<T> error = activity[Error][i], rates = activity.Rates[i];
            if (i == activity.Architecture.OutputLayer)
            {
                rule._loss.Derive(rates, batch, error, rows);
                if (rule._options.OutputActivation == OutputActivation.None)
                    return;
            }
            else
            {
                (int from, PanelMatrix<T> through) = rule.WayDown(synapses, activity, i);
                Primitives.Multiply(activity[Error][from], through, error, rows);
            }

            Primitives.Map<T, Masked>(default, rates.Block(rows), error.Block(rows), error.Block(rows));
        }
    }

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct RectifiedSum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast(a + b, TLanes.Zero);
    }

    // An error counts where the unit fired.
    private readonly struct Masked : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes rate, TLanes error)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(rate, error, TLanes.Zero);
    }
}
