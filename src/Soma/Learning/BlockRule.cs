using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The family of rules whose network is made of blocks: hidden layers without biases, fully connected or convolutions, with batch normalization, pooling, divisive normalization and dropout as wanted, and
/// a linear output layer with biases that learns from the cross-entropy. The family goes up and follows gradients; a rule says how a hidden layer comes by its error.
/// </summary>
/// <remarks>
/// Up: x → W h → (batch normalization) → z = φ → (2 × 2 largest) → (r = (z − μ)/v^p) → (dropout) = r_l, what the next layer receives. All layers see what the others answered before anything was learned.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class BlockRule<T> : ILearningRule<T>, ILayerwiseRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfATile = 10;
    private const string Ones = "ones";

    // A single value per sample, for the sake of biases.
    private static readonly int[] _oneValue = [1];

    private readonly BlockOptions _options;
    private readonly OptimizerOptions _hiddenOptions;
    private readonly OutputLoss<T> _loss = new(Loss.CrossEntropy);
    private readonly Optimizer<T>? _outputOptimizer, _hiddenOptimizer;

    // Both count the same steps, in the same place; the hidden layers' optimizer does it unless it counts none.
    private readonly bool _hiddenCounts;
    private BlockPlan<T>? _plan;

    /// <summary>Takes the options that all rules of the family have.</summary>
    /// <param name="options">The options.</param>
    /// <param name="hidden">How hidden layers follow their gradients.</param>
    private protected BlockRule(BlockOptions options, OptimizerOptions hidden)
    {
        _options = options;
        _hiddenOptions = hidden;
        _outputOptimizer = Made(options.Optimizer);
        _hiddenOptimizer = Made(hidden);
        _hiddenCounts = _hiddenOptimizer?.Clock.Count > 0;
    }

    /// <inheritdoc/>
    public abstract PlausibilityCard Card { get; }

    /// <summary>Whether a layer's groups are looked at even where it does not pass on their normalized activity.</summary>
    private protected virtual bool Groups => false;

    /// <summary>Whether hidden layers follow the signs of their gradients only.</summary>
    private protected virtual bool FollowsSigns => false;

    private protected Optimizer<T> HiddenOptimizer => _hiddenOptimizer ?? OptimizerCatalog.Create<T>(_hiddenOptions);

    private protected IReadOnlyList<string> Clock => HiddenOptimizer.Clock;

    private Optimizer<T> OutputOptimizer => _outputOptimizer ?? OptimizerCatalog.Create<T>(_options.Optimizer);

    private bool IsGrouped => Groups || _options.Normalizes;

    /// <inheritdoc/>
    public virtual IEnumerable<string> Objections(Architecture architecture) =>
    [
        .. BlockShapes.Objections(_options, architecture, IsGrouped),
        .. OptimizerCatalog.Objections(_options.Optimizer).Select(static objection => $"optimizer: {objection}"),
        .. _hiddenOptions == _options.Optimizer ? [] : OptimizerCatalog.Objections(_hiddenOptions).Select(static objection => $"localOptimizer: {objection}"),
    ];

    /// <inheritdoc/>
    public IEnumerable<PlasticityReads> Reads(Architecture architecture)
    {
        int p = architecture.OutputLayer;
        bool decays = _options.Optimizer.Decay > 0;
        foreach (BlockLayer<T> layer in PlanOf(architecture).Hidden.Where(_ => HiddenLearn))
        {
            foreach (PlasticityReads reads in ReadsOf(layer))
                yield return reads;
        }

        yield return new(BlockSynapses.Feedforward, p, LayerSignal.Rates(p - 1), new(BlockSignals.Error, p)) { OwnStrength = decays, OtherSynapses = OutputOptimizer.Clock };
        yield return new(BlockSynapses.Bias, p, new LayerSignal(BlockSignals.Error, p)) { OwnStrength = decays, OtherSynapses = OutputOptimizer.Clock };
    }

    /// <summary>Weights and biases uniform on ±1/√inputs; batch normalization starts as none.</summary>
    /// <inheritdoc/>
    public Synapses<T> Grow(Architecture architecture, RandomStream random)
    {
        BlockPlan<T> plan = PlanOf(architecture);
        Synapses<T> synapses = BlockGrowth<T>.Layers(plan, _options.BatchNormalization, random);
        GrowMore(synapses, plan, random);
        BlockGrowth<T>.Memories(synapses, plan, HiddenOptimizer, [.. BlockGrowth<T>.KindsOf(_options.BatchNormalization), .. MoreKinds], OutputOptimizer);
        return synapses;
    }

    /// <inheritdoc/>
    public PhaseRecord<T> Prepare(Architecture architecture, int capacity, ThreadTeam team) => new(architecture, capacity, 1, team);

    /// <inheritdoc/>
    public RelaxationOutcome Infer(Synapses<T> synapses, Batch<T> batch, Activity<T> activity) => GoUp(synapses, batch, activity, learns: false);

    /// <inheritdoc/>
    public RelaxationOutcome RunPhases(Synapses<T> synapses, Batch<T> batch, PhaseRecord<T> record)
    {
        _loss.RequireTargets(batch);
        Activity<T> activity = record[0];
        record.Batch = batch;
        record.Phases[0] = Phase.Free;
        RelaxationOutcome outcome = GoUp(synapses, batch, activity, learns: true);
        if (outcome.HasDiverged)
            return outcome;
        BlockPlan<T> plan = PlanOf(activity.Architecture);
        Matrix<T> error = activity[BlockSignals.Error, plan.Channels, plan.Pixels][activity.Architecture.OutputLayer];
        _loss.Derive(activity.Rates[activity.Architecture.OutputLayer], batch, error, new RowRange(0, batch.Count));
        Teach(synapses, batch, activity, plan);
        return RelaxationOutcome.SweepLimit;
    }

    /// <inheritdoc/>
    public void Update(Synapses<T> synapses, PhaseRecord<T> record, double rateFactor)
    {
        Activity<T> activity = record[0];
        BlockPlan<T> plan = PlanOf(activity.Architecture);
        int p = activity.Architecture.OutputLayer, samples = record.Batch.Count;
        long step = (_hiddenCounts ? HiddenOptimizer : OutputOptimizer).Begin(synapses);
        UpdateHidden(synapses, record, plan, step, rateFactor);
        Matrix<T> error = activity[BlockSignals.Error, plan.Channels, plan.Pixels][p], ones = activity[Ones, _oneValue][0];
        ones.Storage.Fill(T.One);
        Follow(synapses, OutputOptimizer, BlockSynapses.Feedforward, p, new(1, error, activity.Rates[p - 1], samples), step, _options.Rate * rateFactor, activity);
        Follow(synapses, OutputOptimizer, BlockSynapses.Bias, p, new(1, error, ones, samples), step, _options.Rate * rateFactor, activity);
    }

    /// <inheritdoc/>
    public virtual IReadOnlyList<double> ObjectivesOf(PhaseRecord<T> record) => [];

    /// <inheritdoc/>
    public double CrossEntropyOf(PhaseRecord<T> record) => _loss.Value(record[0].Rates[record[0].Architecture.OutputLayer], record.Batch);

    /// <inheritdoc/>
    public virtual Matrix<T>? ThirdFactorOf(PhaseRecord<T> record, int layer) => null;

    /// <summary>Whether hidden layers learn at all.</summary>
    private protected virtual bool HiddenLearn => true;

    /// <summary>What the updates of a hidden layer read.</summary>
    private protected abstract IEnumerable<PlasticityReads> ReadsOf(BlockLayer<T> layer);

    /// <summary>What more a rule grows, before the memories of the optimizers.</summary>
    private protected virtual void GrowMore(Synapses<T> synapses, BlockPlan<T> plan, RandomStream random)
    {
    }

    /// <summary>Kinds of synapses of a hidden layer that follow gradients beside W, gain and shift.</summary>
    private protected virtual IReadOnlyList<string> MoreKinds => [];

    /// <summary>What is felt once all have answered; the output's error is there.</summary>
    private protected abstract void Teach(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, BlockPlan<T> plan);

    /// <summary>What hidden layers learn.</summary>
    private protected abstract void UpdateHidden(Synapses<T> synapses, PhaseRecord<T> record, BlockPlan<T> plan, long step, double rateFactor);

    /// <summary>From ∂loss/∂z of one sample to ∂loss/∂(φ's input): back through pooling and φ′.</summary>
    private protected static void ReturnToDrive(BlockLayer<T> layer, Activity<T> activity, int sample)
    {
        Matrix<T> error = layer.Error(activity), fired = layer.Fired(activity);
        layer.Pool?.Return(layer.ValueError(activity), fired, layer.Value(activity), sample, error);
        RowRange rows = layer.RowsOf(sample);
        for (int row = rows.Start; row < rows.End; row++)
            layer.Activation.MultiplyDerivative(fired.Row(row), error.Row(row), error.Row(row));
    }

    /// <summary>From ∂loss/∂(φ's input) to ∂loss/∂(W h), where there is batch normalization between them.</summary>
    private protected static void ReturnThroughNormalization(Synapses<T> synapses, Activity<T> activity, BlockLayer<T> layer, int samples)
    {
        if (layer.BatchNormalization(activity) is { } normalization)
            normalization.Return(layer.Error(activity), layer.Drive(activity), samples, synapses[BlockSynapses.Gain][layer.Layer], activity.Team);
    }

    /// <summary>W, gain and shift of a layer follow the gradients of its error ∂loss/∂(W h).</summary>
    private protected void FollowError(Synapses<T> synapses, Activity<T> activity, BlockLayer<T> layer, int samples, long step, double rate)
    {
        int l = layer.Layer;
        Matrix<T> error = layer.Error(activity);
        if (layer.BatchNormalization(activity) is { } normalization)
        {
            normalization.Remember(synapses[BlockSynapses.Mean][l], synapses[BlockSynapses.Variance][l], samples);
            FollowWritten(synapses, HiddenOptimizer, BlockSynapses.Gain, l, normalization.GainGradient, step, rate, activity);
            FollowWritten(synapses, HiddenOptimizer, BlockSynapses.Shift, l, normalization.ShiftGradient, step, rate, activity);
        }

        if (layer.Convolution is null)
            Follow(synapses, HiddenOptimizer, BlockSynapses.Feedforward, l, new(1, error, activity.Rates[l - 1], samples), step, rate, activity);
        else
            FollowWritten(synapses, HiddenOptimizer, BlockSynapses.Feedforward, l, BlockGradient<T>.OfConvolution(layer, activity, samples), step, rate, activity);
    }

    /// <summary>Follows a gradient, or its signs.</summary>
    private protected void Follow(Synapses<T> synapses, Optimizer<T> optimizer, string kind, int layer, in Gradient<T> gradient, long step, double rate, Activity<T> activity)
    {
        if (FollowsSigns)
            FollowWritten(synapses, optimizer, kind, layer, BlockGradient<T>.Write(gradient, kind, layer, activity), step, rate, activity);
        else
            optimizer.Follow(synapses, kind, layer, gradient, step, rate, activity.Team);
    }

    private protected void FollowWritten(Synapses<T> synapses, Optimizer<T> optimizer, string kind, int layer, PanelMatrix<T> gradient, long step, double rate, Activity<T> activity)
    {
        if (FollowsSigns)
            BlockGradient<T>.TakeSigns(gradient);
        optimizer.FollowWritten(synapses, kind, layer, gradient, step, rate, activity.Team);
    }

    private RelaxationOutcome GoUp(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, bool learns)
    {
        activity.Rates[0] = batch.Inputs;
        activity.Fault.Clear();
        foreach (BlockLayer<T> layer in PlanOf(activity.Architecture).Hidden)
        {
            BlockWayUp<T> way = new(layer, synapses, activity, batch.Count);
            way.Drive();
            if (activity.Fault.Any)
                return OutcomeOf(activity);
            if (layer.BatchNormalization(activity) is { } normalization)
                Standardize(normalization, layer, synapses, activity, learns ? batch.Count : 0);
            if (learns)
                layer.Dropout?.Draw(batch.Random, batch.Count, activity[BlockSignals.Kept][layer.Layer]);
            way.Fire(drops: learns);
        }

        activity.Team.For(batch.Count, RowsOfATile, new Answer(synapses, activity));
        return OutcomeOf(activity);
    }

    private static void Standardize(BatchNormalization<T> normalization, BlockLayer<T> layer, Synapses<T> synapses, Activity<T> activity, int samples)
    {
        if (samples > 0)
            normalization.Measure(layer.Drive(activity), samples, activity.Team);
        else
            normalization.Recall(synapses[BlockSynapses.Mean][layer.Layer], synapses[BlockSynapses.Variance][layer.Layer]);
    }

    private static RelaxationOutcome OutcomeOf(Activity<T> activity) => activity.Fault.Any
        ? new RelaxationOutcome(RelaxationEnd.Diverged, 0, activity.Fault.Layer, activity.Fault.Sweep)
        : RelaxationOutcome.SweepLimit;

    private static Optimizer<T>? Made(OptimizerOptions options) => OptimizerCatalog.Objections(options).Any() ? null : OptimizerCatalog.Create<T>(options);

    private protected BlockPlan<T> PlanOf(Architecture architecture)
    {
        BlockPlan<T>? plan = _plan;
        return plan is not null && plan.Architecture.Equals(architecture) ? plan : _plan = new BlockPlan<T>(_options, architecture, IsGrouped);
    }

    private readonly struct Answer(Synapses<T> synapses, Activity<T> activity) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int p = activity.Architecture.OutputLayer;
            Matrix<T> basal = activity.Basal[p], rates = activity.Rates[p];
            Primitives.Multiply(activity.Rates[p - 1], synapses[BlockSynapses.Feedforward][p], basal, rows);
            if (!Primitives.AllFinite<T>(basal.Block(rows)))
                activity.Fault.Report(0, p);
            for (int row = rows.Start; row < rows.End; row++)
                Primitives.Map<T, Sum>(default, basal.Row(row), synapses[BlockSynapses.Bias][p].Storage[..basal.Columns], rates.Row(row));
        }
    }

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }
}
