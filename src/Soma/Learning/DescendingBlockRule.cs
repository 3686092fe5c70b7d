using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The rules of the family whose errors come down from the output, through every block on the way: e = K δ from the layer above, × dropout, through divisive normalization, pooling, φ′ and batch
/// normalization, to δ = ∂L/∂(W h). A rule says what K is.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class DescendingBlockRule<T> : BlockRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfATile = 10;
    private const string Returned = "returned";

    private readonly BlockOptions _options;

    /// <summary>Takes the options that all rules of the family have.</summary>
    /// <param name="options">The options.</param>
    private protected DescendingBlockRule(BlockOptions options)
        : base(options, options.Optimizer) => _options = options;

    /// <inheritdoc/>
    public override PlausibilityCard Card => new()
    {
        WeightTransport = WeightTransport,
        Phases = 1,
        SeparateBackwardPass = true,
        ThirdFactor = "error of the neuron",
        NeedsBatches = _options.BatchNormalization || FollowsSigns,
        RatesAreBounded = false,
    };

    /// <summary>How much the way down knows of the way up.</summary>
    private protected abstract WeightTransport WeightTransport { get; }

    private protected override IEnumerable<PlasticityReads> ReadsOf(BlockLayer<T> layer) => BlockReads.Of(
        layer.Layer, [new(BlockSignals.Error, layer.Layer)], _options.Optimizer.Decay > 0, _options.BatchNormalization, Clock);

    /// <summary>K, of shape (inputs, units) of a layer, through which its error goes down: layers 2 … P.</summary>
    private protected abstract PanelMatrix<T> Through(Synapses<T> synapses, Activity<T> activity, int layer);

    private protected override void Teach(Synapses<T> synapses, Batch<T> batch, Activity<T> activity, BlockPlan<T> plan)
    {
        for (int index = plan.Hidden.Length - 1; index >= 0; index--)
        {
            BlockLayer<T> layer = plan.Hidden[index];
            PanelMatrix<T> through = Through(synapses, activity, layer.Layer + 1);
            if (index == plan.Hidden.Length - 1)
                activity.Team.For(batch.Count, RowsOfATile, new Descent(layer, activity, activity[BlockSignals.Error, plan.Channels, plan.Pixels][layer.Layer + 1], through));
            else
                Descend(plan.Hidden[index + 1], layer, activity, through, batch.Count);
            activity.Team.For(batch.Count, 1, new Return(layer, activity));
            ReturnThroughNormalization(synapses, activity, layer, batch.Count);
        }
    }

    private protected override void UpdateHidden(Synapses<T> synapses, PhaseRecord<T> record, BlockPlan<T> plan, long step, double rateFactor)
    {
        foreach (BlockLayer<T> layer in plan.Hidden)
            FollowError(synapses, record[0], layer, record.Batch.Count, step, _options.Rate * rateFactor);
    }

    private static void Descend(BlockLayer<T> from, BlockLayer<T> to, Activity<T> activity, PanelMatrix<T> through, int samples)
    {
        if (from.Convolution is not { } convolution)
        {
            activity.Team.For(samples, RowsOfATile, new Descent(to, activity, from.Error(activity), through));
            return;
        }

        for (int first = 0; first < samples; first += convolution.ImagesAtATime)
        {
            int rows = Math.Min(convolution.ImagesAtATime, samples - first) * from.Shape.Pixels;
            activity.Team.For(rows, RowsOfATile, new WindowDescent(from, activity, through, first));
            activity.Team.For(rows, 1, new Folding(from, to, activity, first));
        }
    }

    // What comes down to the rates of a layer, before it is looked at as an image.
    private static Matrix<T> ReturnedTo(BlockLayer<T> layer, Activity<T> activity) =>
        layer.Shape.IsConvolution ? activity[Returned][layer.Layer] : layer.ValueError(activity);

    private readonly struct Descent(BlockLayer<T> to, Activity<T> activity, Matrix<T> error, PanelMatrix<T> through) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.Multiply(error, through, ReturnedTo(to, activity), rows);
    }

    private readonly struct WindowDescent(BlockLayer<T> from, Activity<T> activity, PanelMatrix<T> through, int first) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            int offset = first * from.Shape.Pixels;
            Primitives.MultiplyPiece(from.Error(activity), through, from.Windows(activity), new RowRange(rows.Start + offset, rows.End + offset), -offset);
        }
    }

    private readonly struct Folding(BlockLayer<T> from, BlockLayer<T> to, Activity<T> activity, int first) : IRangeBody
    {
        public void Invoke(RowRange rows) => from.Convolution!.Fold(from.Windows(activity), first, rows, ReturnedTo(to, activity));
    }

    // From ∂L/∂rates to ∂L/∂(φ's input).
    private readonly struct Return(BlockLayer<T> layer, Activity<T> activity) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            Matrix<T> returned = ReturnedTo(layer, activity), error = layer.ValueError(activity);
            int channels = layer.Shape.Channels;
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                Span<T> signal = returned.Row(sample);
                if (layer.Dropout is not null)
                    Primitives.Map<T, Product>(default, signal, activity[BlockSignals.Kept][layer.Layer].Row(sample), signal);
                RowRange pixels = layer.PooledRowsOf(sample);
                for (int row = pixels.Start; row < pixels.End && layer.Shape.IsConvolution; row++)
                    signal.Slice((row - pixels.Start) * channels, channels).CopyTo(error.Row(row));
                layer.Normalization?.Return(error, layer.PooledImage(activity, BlockSignals.Centered), pixels, layer.Variances(activity).Row(sample), layer.Scratch(activity, sample));
                ReturnToDrive(layer, activity, sample);
            }
        }
    }

    private readonly struct Product : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a * b;
    }
}
