using System.Numerics;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>One hidden layer of a network of blocks: which blocks it is made of, and where its signals lie.</summary>
internal sealed class BlockLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BlockPlan<T> _plan;
    private readonly bool _standardizes;

    public BlockLayer(BlockPlan<T> plan, BlockOptions options, int layer, BlockShape shape, bool grouped)
    {
        _plan = plan;
        _standardizes = options.BatchNormalization;
        Layer = layer;
        Shape = shape;
        Activation = new Activation<T>(options.Nonlinearity, options.Slope);
        Convolution = shape.IsConvolution ? new Convolution<T>(shape, planes: layer == 1) : null;
        Pool = shape.Pools ? new MaxPool<T>(shape) : null;
        Grouping = grouped ? new Grouping<T>(BlockShapes.GroupsOf(options, shape), options.Smoothing) : null;
        Normalization = options.Normalizes ? new DivisiveNormalization<T>(Grouping!, options.NormalizationExponent) : null;
        Dropout = options.Dropout > 0 ? new Dropout<T>(options.Dropout, options.Nonlinearity == Nonlinearity.Selu) : null;
    }

    public int Layer { get; }

    public BlockShape Shape { get; }

    public Activation<T> Activation { get; }

    public Convolution<T>? Convolution { get; }

    public MaxPool<T>? Pool { get; }

    public Grouping<T>? Grouping { get; }

    public DivisiveNormalization<T>? Normalization { get; }

    public Dropout<T>? Dropout { get; }

    /// <summary>W h; with batch normalization it becomes x̂, else z.</summary>
    public Matrix<T> Drive(Activity<T> activity) => Image(activity, _standardizes ? BlockSignals.Standardized : BlockSignals.Fired);

    /// <summary>z before pooling.</summary>
    public Matrix<T> Fired(Activity<T> activity) => Image(activity, BlockSignals.Fired);

    /// <summary>z.</summary>
    public Matrix<T> Value(Activity<T> activity) => Pool is null ? Fired(activity) : PooledImage(activity, BlockSignals.Pooled);

    public Matrix<T> Error(Activity<T> activity) => Image(activity, BlockSignals.Error);

    /// <summary>∂loss/∂z, or without pooling where ∂loss/∂drive will be.</summary>
    public Matrix<T> ValueError(Activity<T> activity) => Pool is null ? Error(activity) : PooledImage(activity, BlockSignals.PooledError);

    /// <summary>What the next layer receives, as an image; of a fully connected layer its rates themselves.</summary>
    public Matrix<T> Passed(Activity<T> activity) => Shape.IsConvolution ? PooledImage(activity, BlockSignals.Passed) : activity.Rates[Layer];

    public Matrix<T> Variances(Activity<T> activity) => activity[BlockSignals.Variances, _plan.Groups][Layer];

    public Matrix<T> Image(Activity<T> activity, string name) => activity[name, _plan.Channels, _plan.Pixels][Layer];

    public Matrix<T> PooledImage(Activity<T> activity, string name) => activity[name, _plan.HiddenChannels, _plan.PooledPixels][Layer];

    public Span<T> Scratch(Activity<T> activity, int sample) => activity[BlockSignals.Scratch, _plan.Scratch][Layer].Row(sample);

    /// <summary>The rows of a sample in an image before pooling.</summary>
    public RowRange RowsOf(int sample) => new(sample * Shape.Pixels, (sample + 1) * Shape.Pixels);

    /// <summary>The rows of a sample in an image after pooling.</summary>
    public RowRange PooledRowsOf(int sample) => new(sample * Shape.PooledPixels, (sample + 1) * Shape.PooledPixels);

    public BatchNormalization<T>? BatchNormalization(Activity<T> activity) => !_standardizes ? null : activity.Workspace.Keep(
        "batch-normalization", Layer, (activity.Capacity, Shape), static size => new BatchNormalization<T>(size.Capacity, size.Shape.Channels, size.Shape.Pixels));

    /// <summary>Windows of a few images.</summary>
    public Matrix<T> Windows(Activity<T> activity) => activity.Workspace.Keep(
        "windows", Layer, (Images: Math.Min(activity.Capacity, Convolution!.ImagesAtATime), Shape), static size => new Matrix<T>(size.Images * size.Shape.Pixels, size.Shape.Inputs));
}
