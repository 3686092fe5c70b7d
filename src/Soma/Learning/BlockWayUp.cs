using System.Numerics;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The way up through one hidden layer: drive W h → batch normalization → z = φ → pooling → divisive normalization → dropout, where a layer has them. Threads divide pixels for the drive and samples for
/// the rest.
/// </summary>
internal readonly struct BlockWayUp<T>(BlockLayer<T> layer, Synapses<T> synapses, Activity<T> activity, int samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfATile = 10;

    /// <summary>W h, for all samples.</summary>
    public void Drive()
    {
        if (layer.Convolution is not { } convolution)
        {
            activity.Team.For(samples, RowsOfATile, new Product(layer, synapses, activity));
            return;
        }

        for (int first = 0; first < samples; first += convolution.ImagesAtATime)
        {
            int images = Math.Min(convolution.ImagesAtATime, samples - first);
            activity.Team.For(images * layer.Shape.Pixels, RowsOfATile, new WindowProduct(layer, synapses, activity, first));
        }
    }

    /// <summary>All that follows.</summary>
    /// <param name="drops">Whether units are silenced.</param>
    public void Fire(bool drops) => activity.Team.For(samples, 1, new Firing(layer, synapses, activity, drops));

    private readonly struct Product(BlockLayer<T> layer, Synapses<T> synapses, Activity<T> activity) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            Matrix<T> drive = layer.Drive(activity);
            Primitives.Multiply(activity.Rates[layer.Layer - 1], synapses[BlockSynapses.Feedforward][layer.Layer], drive, rows);
            if (!Primitives.AllFinite<T>(drive.Block(rows)))
                activity.Fault.Report(0, layer.Layer);
        }
    }

    private readonly struct WindowProduct(BlockLayer<T> layer, Synapses<T> synapses, Activity<T> activity, int first) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            Matrix<T> drive = layer.Drive(activity), windows = layer.Windows(activity);
            int offset = first * layer.Shape.Pixels;
            layer.Convolution!.Unfold(activity.Rates[layer.Layer - 1], first, rows, windows);
            Primitives.MultiplyPiece(windows, synapses[BlockSynapses.Feedforward][layer.Layer], drive, rows, offset);
            if (!Primitives.AllFinite<T>(drive.Block(new RowRange(rows.Start + offset, rows.End + offset))))
                activity.Fault.Report(0, layer.Layer);
        }
    }

    private readonly struct Firing(BlockLayer<T> layer, Synapses<T> synapses, Activity<T> activity, bool drops) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                Activate(sample);
                Pass(sample);
                Span<T> rates = activity.Rates[layer.Layer].Row(sample);
                if (layer.Shape.IsConvolution)
                    Flatten(sample, rates);
                if (drops && layer.Dropout is { } dropout)
                    dropout.Apply(rates, activity[BlockSignals.Kept][layer.Layer].Row(sample));
            }
        }

        private void Activate(int sample)
        {
            RowRange rows = layer.RowsOf(sample);
            Matrix<T> drive = layer.Drive(activity), fired = layer.Fired(activity);
            if (layer.BatchNormalization(activity) is { } normalization)
                normalization.Apply(drive, rows, synapses[BlockSynapses.Gain][layer.Layer], synapses[BlockSynapses.Shift][layer.Layer], fired);
            for (int row = rows.Start; row < rows.End; row++)
                layer.Activation.Apply(fired.Row(row), fired.Row(row));
            layer.Pool?.Apply(fired, sample, layer.Value(activity));
        }

        // What the next layer receives: r, or z itself.
        private void Pass(int sample)
        {
            RowRange rows = layer.PooledRowsOf(sample);
            Matrix<T> value = layer.Value(activity), passed = layer.Passed(activity);
            if (layer.Grouping is { } grouping)
            {
                Matrix<T> centered = layer.PooledImage(activity, BlockSignals.Centered);
                Span<T> variances = layer.Variances(activity).Row(sample), scratch = layer.Scratch(activity, sample);
                grouping.Center(value, rows, centered, variances, scratch[..layer.Shape.Channels]);
                layer.Normalization?.Apply(centered, rows, variances, passed, scratch);
            }

            for (int row = rows.Start; row < rows.End && layer.Normalization is null; row++)
                value.Row(row).CopyTo(passed.Row(row));
        }

        private void Flatten(int sample, Span<T> rates)
        {
            Matrix<T> passed = layer.Passed(activity);
            int channels = layer.Shape.Channels, first = layer.PooledRowsOf(sample).Start;
            for (int pixel = 0; pixel < layer.Shape.PooledPixels; pixel++)
                passed.Row(first + pixel).CopyTo(rates[(pixel * channels)..]);
        }
    }
}
