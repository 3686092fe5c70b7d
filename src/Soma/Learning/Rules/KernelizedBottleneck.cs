using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Learning.KernelFunctions;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Three-factor Hebbian learning from the kernelized information bottleneck (Pogodin and Latham, NeurIPS 2020). Nothing comes down from above: each hidden layer makes J = pHSIC(K, K) − γ pHSIC(L, K) small by
/// itself, where K says how alike its answers to two examples are, and L, the one thing that a teacher has to tell, how alike they ought to be.
/// </summary>
/// <remarks>
/// Letters: h presynaptic rate, z activity, μ_g and v_g mean and smoothed variance of a group of n units, u_g = v_g^q its feature, K° = K − ⟨K⟩, θ the third factor. Then
/// ΔWᵢⱼ ∝ −Σᵣ (2q/n) θ_rg · (z_ri − μ_g) v_g^(q−1) φ′ · h_rj: third factor × post × pre. The third factor is one number per group, ∂J/∂u with its mean over the groups taken off: examples that are more alike than
/// their labels ask for are pushed apart, the others together. With q = 1 − p, post is the unit's own output r times φ′. Without groups features are the activities, and each unit has a third factor of its own.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("phsic", typeof(KernelizedBottleneckOptions), "Three-factor Hebbian learning from the kernelized information bottleneck, layer by layer (Pogodin & Latham, 2020)")]
public sealed class KernelizedBottleneck<T>(KernelizedBottleneckOptions options) : BlockRule<T>(options, options.LocalOptimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The signal θ: one value per sample and group, or unit.</summary>
    public const string ThirdFactor = "third-factor";

    /// <summary>The signal of the postsynaptic factor: one value per sample and unit.</summary>
    public const string Postsynaptic = "factor";

    /// <summary>The signal u or z that a layer's kernel sees.</summary>
    public const string Features = "features";

    /// <summary>The signal ∂J/∂features.</summary>
    public const string FeatureGradient = "feature-gradient";

    private readonly KernelFunction<T> _kernel = options.Kernel.Create<T>(options.Sigma), _labelKernel = options.LabelKernel.Create<T>(options.LabelSigma);

    /// <summary>Pairs of examples are compared, so a batch is more than its samples.</summary>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.None,
        Phases = 1,
        SeparateBackwardPass = false,
        ThirdFactor = options.Grouping ? "one number per group of neurons" : "one number per neuron",
        NeedsBatches = true,
        RatesAreBounded = false,
    };

    private protected override bool Groups => options.Grouping;

    private protected override bool HiddenLearn => options.LocalRate > 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(Architecture architecture) =>
    [
        .. base.Objections(architecture),
        .. options is { Grouping: true, CenterFeatures: true } ? Lonely(architecture) : [],
        .. options is { Grouping: false, CenterFeatures: true, Convolutions.Count: > 0 } ? ["centerFeatures: convolutions without grouping have no features to take a mean of; set it to false, or grouping to true."] : Array.Empty<string>(),
    ];

    // A single group is its own mean.
    private IEnumerable<string> Lonely(Architecture architecture) =>
        from shape in BlockShapes.Of(options, architecture).SkipLast(1).Select(static (shape, index) => (Layer: index + 1, Shape: shape))
        where BlockShapes.GroupsOf(options, shape.Shape) == 1
        select string.Create(CultureInfo.InvariantCulture, $"groups: the {shape.Shape.Channels} units of layer {shape.Layer} make a single group, of whose feature nothing is left without its mean; take another number of units or groups, or set grouping to false.");

    private protected override IEnumerable<PlasticityReads> ReadsOf(BlockLayer<T> layer)
    {
        int l = layer.Layer;
        LayerSignal[] factors =
        [
            new(ThirdFactor, l), new(Postsynaptic, l),
            .. layer.Pool is null ? [] : new LayerSignal[] { new(BlockSignals.Fired, l), new(BlockSignals.Pooled, l) },
            .. options.BatchNormalization ? [new(BlockSignals.Standardized, l)] : Array.Empty<LayerSignal>(),
        ];
        return [.. BlockReads.Of(l, factors, options.LocalOptimizer.Decay > 0, options.BatchNormalization, Clock), .. IsOnline ? KernelizedMemory.ReadsOf(l, Features) : []];
    }

    private protected override void GrowMore(Synapses<T> synapses, BlockPlan<T> plan, RandomStream random)
    {
        if (IsOnline && HiddenLearn)
            KernelizedStream<T>.Grow(synapses, plan.Hidden.Select(layer => (layer.Layer, WidthOf(layer))), plan.Output.Channels, options.Memory);
    }

    private protected override void Teach(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, BlockPlan<T> plan)
    {
        if (!HiddenLearn)
            return;
        ThreadTeam team = activity.Team;
        if (IsOnline)
            StreamOf(activity).Compare(synapses, batch, team);
        else
            LabelsOf(activity).Compare(batch, team);
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            Matrix<T> features = FeaturesOf(activity, plan, layer), gradient = activity[FeatureGradient, WidthsOf(plan)][layer.Layer];
            team.For(batch.Count, 1, new Seeing(this, layer, activity, features));
            if (IsOnline)
                StreamOf(activity).Pull(synapses, layer.Layer, KernelizedStream<T>.BuffersOf(activity, layer.Layer, _kernel, options.Memory, WidthOf(layer)), features, batch.Count, gradient, team);
            else
                LabelsOf(activity).Pull(KernelOf(activity, layer), features, batch.Count, gradient, team);
            team.For(batch.Count, 1, new Feeling(this, gradient, activity[ThirdFactor, WidthsOf(plan)][layer.Layer]));
        }
    }

    private protected override void UpdateHidden(Synapses<T> synapses, PhaseRecord<T> record, BlockPlan<T> plan, long step, double rateFactor)
    {
        Activity<T> activity = record[0];
        int samples = record.Batch.Count;
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            if (!HiddenLearn)
            {
                layer.BatchNormalization(activity)?.Remember(synapses[BlockSynapses.Mean][layer.Layer], synapses[BlockSynapses.Variance][layer.Layer], samples);
                continue;
            }

            activity.Team.For(samples, 1, new ThirdTimesPost(this, layer, activity, activity[ThirdFactor, WidthsOf(plan)][layer.Layer]));
            ReturnThroughNormalization(synapses, activity, layer, samples);
            FollowError(synapses, activity, layer, samples, step, options.LocalRate * rateFactor);
            if (IsOnline)
                StreamOf(activity).Remember(synapses, layer.Layer, FeaturesOf(activity, plan, layer), samples);
        }

        if (IsOnline && HiddenLearn)
            StreamOf(activity).Remember(synapses, samples);
    }

    /// <summary>K of a layer for the last batch, computed anew.</summary>
    /// <param name="record">Has lived through it.</param>
    /// <param name="layer">1 to P − 1.</param>
    /// <returns>Shape (samples, samples).</returns>
    public Matrix<T> SimilaritiesOf(PhaseRecord<T> record, int layer)
    {
        BlockPlan<T> plan = PlanOf(record[0].Architecture);
        return Compared(_kernel, FeaturesOf(record[0], plan, plan.Hidden[layer - 1]), record.Batch.Count, record[0].Team);
    }

    /// <summary>L of the last batch, computed anew.</summary>
    /// <param name="record">Has lived through it.</param>
    /// <returns>Shape (samples, samples).</returns>
    public Matrix<T> LabelSimilaritiesOf(PhaseRecord<T> record)
    {
        Batch<T> batch = record.Batch;
        Matrix<T> labels = new(batch.Count, batch.Targets.Columns);
        for (int sample = 0; sample < batch.Count; sample++)
        {
            batch.Targets.Row(sample).CopyTo(labels.Row(sample));
            if (options.CenterLabels)
                Centering<T>.Apply(labels.Row(sample), labels.Row(sample));
        }

        return Compared(_labelKernel, labels, batch.Count, record[0].Team);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> ObjectivesOf(PhaseRecord<T> record)
    {
        int samples = record.Batch.Count;
        DependenceObjective<T> objective = new(options.Estimator, options.Balance, samples);
        Matrix<T> labels = LabelSimilaritiesOf(record);
        return HiddenLearn ? [.. Enumerable.Range(1, record[0].Architecture.OutputLayer - 1).Select(layer => objective.Value(SimilaritiesOf(record, layer), labels, samples))] : [];
    }

    /// <inheritdoc/>
    public override Matrix<T>? ThirdFactorOf(PhaseRecord<T> record, int layer) => HiddenLearn ? record[0][ThirdFactor, WidthsOf(PlanOf(record[0].Architecture))][layer] : null;

    private bool IsOnline => options.Estimator == DependenceEstimator.Online;

    private KernelizedLabels<T> LabelsOf(Activity<T> activity) => KernelizedLabels<T>.Of(activity, _labelKernel, options);

    private KernelizedStream<T> StreamOf(Activity<T> activity) => KernelizedStream<T>.Of(activity, _labelKernel, options);

    private static Matrix<T> Compared(KernelFunction<T> kernel, Matrix<T> examples, int samples, ThreadTeam team)
    {
        KernelMatrix<T> matrix = new(kernel, samples, examples.Columns);
        matrix.Compare(examples, samples, new RowRange(0, samples), team);
        return matrix.Values;
    }

    private Matrix<T> FeaturesOf(Activity<T> activity, BlockPlan<T> plan, BlockLayer<T> layer) => activity[Features, WidthsOf(plan)][layer.Layer];

    private int WidthOf(BlockLayer<T> layer) => options.Grouping ? layer.Grouping!.Groups : layer.Shape.Units;

    private KernelMatrix<T> KernelOf(Activity<T> activity, BlockLayer<T> layer) => activity.Workspace.Keep(
        "kernel", layer.Layer, (Kernel: _kernel, activity.Capacity, Width: WidthOf(layer)), static size => new KernelMatrix<T>(size.Kernel, size.Capacity, size.Width));

    private int[] WidthsOf(BlockPlan<T> plan) => options.Grouping ? plan.Groups : plan.Units;

    // 2q/n
    private T FactorOf(BlockLayer<T> layer) => options.Grouping
        ? T.CreateChecked(2 * options.FeatureExponent * layer.Grouping!.Groups / layer.Shape.Units)
        : T.One;

    // Features, and what of the postsynaptic neuron takes part.
    private readonly struct Seeing(KernelizedBottleneck<T> rule, BlockLayer<T> layer, Activity<T> activity, Matrix<T> features) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                if (rule.Groups)
                    SeeGroups(sample);
                else
                    SeeUnits(sample);
                if (rule.CentersFeatures)
                    Centering<T>.Apply(features.Row(sample), features.Row(sample));
            }
        }

        // u = v^q, and (z − μ) v^(q−1) φ′.
        private void SeeGroups(int sample)
        {
            ReadOnlySpan<T> variances = layer.Variances(activity).Row(sample);
            Span<T> scratch = layer.Scratch(activity, sample), channels = scratch[..layer.Shape.Channels], powers = scratch[layer.Shape.Channels..];
            Grouping<T>.Raise(variances, rule.Exponent, features.Row(sample));
            Grouping<T>.Raise(variances, rule.Exponent - 1, powers);
            layer.Grouping!.Spread(powers, channels);
            Matrix<T> post = layer.PooledImage(activity, Postsynaptic), value = layer.Value(activity);
            RowRange rows = layer.PooledRowsOf(sample);
            Grouping<T>.Scale(layer.PooledImage(activity, BlockSignals.Centered), rows, channels, post);
            for (int row = rows.Start; row < rows.End; row++)
                layer.Activation.MultiplyDerivative(value.Row(row), post.Row(row), post.Row(row));
        }

        // z, and φ′.
        private void SeeUnits(int sample)
        {
            Matrix<T> post = layer.PooledImage(activity, Postsynaptic), value = layer.Value(activity);
            RowRange rows = layer.PooledRowsOf(sample);
            int channels = layer.Shape.Channels;
            for (int row = rows.Start; row < rows.End; row++)
            {
                value.Row(row).CopyTo(features.Row(sample).Slice((row - rows.Start) * channels, channels));
                post.Row(row).Fill(T.One);
                layer.Activation.MultiplyDerivative(value.Row(row), post.Row(row), post.Row(row));
            }
        }
    }

    private bool CentersFeatures => options.CenterFeatures;

    private double Exponent => options.FeatureExponent;

    // θ = ∂J/∂u, less its mean where features are without theirs.
    private readonly struct Feeling(KernelizedBottleneck<T> rule, Matrix<T> gradient, Matrix<T> third) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                if (rule.CentersFeatures)
                    Centering<T>.Apply(gradient.Row(sample), third.Row(sample));
                else
                    gradient.Row(sample).CopyTo(third.Row(sample));
            }
        }
    }

    // factor · θ · post: what remains is to multiply it to the presynaptic rates, and to sum over samples.
    private readonly struct ThirdTimesPost(KernelizedBottleneck<T> rule, BlockLayer<T> layer, Activity<T> activity, Matrix<T> third) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            Matrix<T> post = layer.PooledImage(activity, Postsynaptic), error = layer.ValueError(activity);
            int channels = layer.Shape.Channels;
            Product factor = new(rule.FactorOf(layer));
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                RowRange pixels = layer.PooledRowsOf(sample);
                Span<T> spread = layer.Scratch(activity, sample)[..channels], theta = third.Row(sample);
                if (rule.Groups)
                    layer.Grouping!.Spread(theta, spread);
                for (int row = pixels.Start; row < pixels.End; row++)
                    Primitives.Map<T, Product>(factor, rule.Groups ? spread : theta.Slice((row - pixels.Start) * channels, channels), post.Row(row), error.Row(row));
                layer.Pool?.Return(error, layer.Fired(activity), layer.Value(activity), sample, layer.Error(activity));
            }
        }
    }

    private readonly struct Product(T factor) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes third, TLanes post)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(factor) * third * post;
    }
}
