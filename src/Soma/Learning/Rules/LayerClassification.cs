using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Layer-wise classification (Mostafa, Ramesh and Cauwenberghs, 2018; Nøkland and Eidnes, 2019): each hidden layer has a linear classifier C of its own, learns from that classifier's cross-entropy, and from nothing
/// above it. The classifier learns with the layer; its error returns through Cᵀ, or through fixed random synapses.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("layer-classification", typeof(LayerClassificationOptions), "Each layer learns from a linear classifier of its own, with or without feedback alignment (Mostafa et al., 2018; Nøkland & Eidnes, 2019)")]
public sealed class LayerClassification<T>(LayerClassificationOptions options) : BlockRule<T>(options, options.LocalOptimizer)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The signal of the classifiers' answers, before the softmax.</summary>
    public const string Answers = "classifier-answers";

    private const string Classifier = "classifier", Bias = "classifier-bias", Feedback = "classifier-feedback", Transposed = "classifier-transposed";
    private const string Inputs = "classifier-inputs", Errors = "classifier-error", Returned = "classifier-returned", Ones = "classifier-ones";
    private const int RowsOfATile = 10;

    private static readonly int[] _oneValue = [1];

    private readonly OutputLoss<T> _loss = new(Loss.CrossEntropy);
    private Widths? _widths;

    /// <inheritdoc/>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport.None,
        Phases = 1,
        SeparateBackwardPass = false,
        ThirdFactor = "error of the neuron, from a classifier of its layer",
        NeedsBatches = options.BatchNormalization,
        RatesAreBounded = false,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<double> ObjectivesOf(PhaseRecord<T> record)
    {
        int[] classes = WidthsOf(PlanOf(record[0].Architecture)).Classes;
        return HiddenLearn ? [.. Enumerable.Range(1, classes.Length - 2).Select(layer => _loss.Value(record[0][Answers, classes][layer], record.Batch))] : [];
    }

    private protected override bool HiddenLearn => options.LocalRate > 0;

    private protected override IReadOnlyList<string> MoreKinds => [Classifier, Bias];

    private protected override IEnumerable<PlasticityReads> ReadsOf(BlockLayer<T> layer)
    {
        int l = layer.Layer;
        bool decays = options.LocalOptimizer.Decay > 0;
        foreach (PlasticityReads reads in BlockReads.Of(l, [new(BlockSignals.Error, l)], decays, options.BatchNormalization, Clock))
            yield return reads;
        yield return new(Classifier, l, new(Inputs, l), new(Errors, l)) { OwnStrength = decays, OtherSynapses = Clock };
        yield return new(Bias, l, new LayerSignal(Errors, l)) { OwnStrength = decays, OtherSynapses = Clock };
    }

    private protected override void GrowMore(Synapses<T> synapses, BlockPlan<T> plan, RandomStream random)
    {
        int classes = plan.Output.Channels;
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            int l = layer.Layer, inputs = PoolOf(layer).Width;
            double bound = InitialDistribution.FanIn.Bound(classes, inputs);
            synapses.Add(Classifier, l, InitialWeights.Uniform<T>(classes, inputs, bound, random.Split(Synapses<T>.NameOf(Classifier, l))));
            synapses.Add(Bias, l, InitialWeights.Uniform<T>(classes, 1, bound, random.Split(Synapses<T>.NameOf(Bias, l))));
            if (options.FixedFeedback)
                synapses.Add(Feedback, l, InitialWeights.Uniform<T>(inputs, classes, bound, random.Split(Synapses<T>.NameOf(Feedback, l))));
        }
    }

    private protected override void Teach(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, BlockPlan<T> plan)
    {
        if (!HiddenLearn)
            return;
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            PanelMatrix<T> through = options.FixedFeedback
                ? synapses[Feedback][layer.Layer]
                : activity.Workspace.Transpose(Transposed, layer.Layer, synapses[Classifier][layer.Layer], activity.Team);
            activity.Team.For(batch.Count, RowsOfATile, new Classification(this, layer, synapses, batch, activity, WidthsOf(plan), through));
            ReturnThroughNormalization(synapses, activity, layer, batch.Count);
        }
    }

    private protected override void UpdateHidden(Synapses<T> synapses, PhaseRecord<T> record, BlockPlan<T> plan, long step, double rateFactor)
    {
        Activity<T> activity = record[0];
        Widths widths = WidthsOf(plan);
        int samples = record.Batch.Count;
        double rate = options.LocalRate * rateFactor;
        Matrix<T> ones = activity[Ones, _oneValue][0];
        ones.Storage.Fill(T.One);
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            int l = layer.Layer;
            if (!HiddenLearn)
            {
                layer.BatchNormalization(activity)?.Remember(synapses[BlockSynapses.Mean][l], synapses[BlockSynapses.Variance][l], samples);
                continue;
            }

            FollowError(synapses, activity, layer, samples, step, rate);
            Matrix<T> error = activity[Errors, widths.Classes][l];
            Follow(synapses, HiddenOptimizer, Classifier, l, new(1, error, activity[Inputs, widths.Inputs][l], samples), step, rate, activity);
            Follow(synapses, HiddenOptimizer, Bias, l, new(1, error, ones, samples), step, rate, activity);
        }
    }

    private AveragePool<T> PoolOf(BlockLayer<T> layer) => new(layer.Shape, options.ClassifierInputs);

    private Widths WidthsOf(BlockPlan<T> plan)
    {
        Widths? widths = _widths;
        return widths is not null && widths.Plan == plan ? widths : _widths = new Widths(plan, [.. plan.Hidden.Select(PoolOf)]);
    }

    // By layer, from 0.
    private sealed record Widths(BlockPlan<T> Plan, AveragePool<T>[] Pools)
    {
        public int[] Inputs { get; } = [0, .. Pools.Select(static pool => pool.Width), 0];

        public int[] Classes { get; } = [0, .. Pools.Select(_ => Plan.Output.Channels), 0];
    }

    private readonly struct Classification(
        LayerClassification<T> rule, BlockLayer<T> layer, Synapses<T> synapses, Batch<T> batch, Activity<T> activity, Widths widths, PanelMatrix<T> through)
        : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int l = layer.Layer;
            AveragePool<T> pool = widths.Pools[l - 1];
            Matrix<T> inputs = activity[Inputs, widths.Inputs][l], answers = activity[Answers, widths.Classes][l];
            Matrix<T> errors = activity[Errors, widths.Classes][l], returned = activity[Returned, widths.Inputs][l];
            for (int sample = rows.Start; sample < rows.End; sample++)
                pool.Apply(layer.Value(activity), sample, inputs.Row(sample));
            Primitives.Multiply(inputs, synapses[Classifier][l], answers, rows);
            for (int sample = rows.Start; sample < rows.End; sample++)
                Primitives.Map<T, Sum>(default, answers.Row(sample), synapses[Bias][l].Storage[..answers.Columns], answers.Row(sample));
            rule._loss.Derive(answers, batch, errors, rows);
            Primitives.Multiply(errors, through, returned, rows);
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                pool.Return(returned.Row(sample), sample, layer.ValueError(activity));
                ReturnToDrive(layer, activity, sample);
            }
        }
    }

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }
}
