using System.Globalization;
using Soma.Networks;
using Soma.Networks.Blocks;

namespace Soma.Learning;

/// <summary>Which shapes the layers of an architecture have, given the options, and what does not fit.</summary>
internal static class BlockShapes
{
    /// <summary>Layers 1 … P; the output is fully connected.</summary>
    public static IReadOnlyList<BlockShape> Of(BlockOptions options, Architecture architecture)
    {
        List<BlockShape> shapes = [];
        int convolutions = Math.Min(options.Convolutions.Count, architecture.OutputLayer - 1);
        int channels = convolutions > 0 ? options.InputChannels : architecture[0], side = convolutions > 0 ? (int)Math.Sqrt(architecture[0] / channels) : 1;
        (int rows, int columns) = (side, side);
        for (int layer = 1; layer <= architecture.OutputLayer; layer++)
        {
            BlockShape shape = layer <= convolutions
                ? new(channels, rows, columns, options.Convolutions[layer - 1].Channels, IsConvolution: true, options.Convolutions[layer - 1].Pool)
                : new(channels, rows, columns, architecture[layer]);
            shapes.Add(shape);
            (channels, rows, columns) = (shape.Channels, shape.Rows, shape.Columns);
        }

        return shapes;
    }

    /// <summary>Groups of a layer; it need not be divisible by them.</summary>
    public static int GroupsOf(BlockOptions options, BlockShape shape) => options.Groups > 0 ? options.Groups : Grouping<float>.NaturalCount(shape.Channels);

    /// <summary>What keeps an architecture from being built.</summary>
    public static IEnumerable<string> Objections(BlockOptions options, Architecture architecture, bool grouped)
    {
        int hidden = architecture.OutputLayer - 1;
        if (options.Convolutions.Count > hidden)
            yield return Text($"convolutions: there are {options.Convolutions.Count}, but the architecture has {hidden} hidden layers.");
        if (options.Convolutions.Count > 0 && Remainder(options, architecture[0]) is { } remainder)
        {
            yield return remainder;
            yield break;
        }

        IReadOnlyList<BlockShape> shapes = Of(options, architecture);
        for (int layer = 1; layer <= hidden; layer++)
        {
            BlockShape shape = shapes[layer - 1];
            if (shape.IsConvolution && shape.Units != architecture[layer])
            {
                yield return Text($"architecture: layer {layer} is a convolution with {shape.Channels} channels of {shape.Rows} × {shape.Columns} pixels, that is {shape.Units} units, but {architecture[layer]} are given.");
                yield break;
            }

            int groups = GroupsOf(options, shape);
            if (grouped && (shape.Channels % groups != 0 || shape.Units <= groups))
                yield return Text($"groups: the {shape.Channels} {(shape.IsConvolution ? "channels" : "units")} of layer {layer} cannot be divided into {groups} equal groups of more than one unit.");
        }
    }

    private static string? Remainder(BlockOptions options, int features)
    {
        int side = (int)Math.Sqrt(features / options.InputChannels);
        return side * side * options.InputChannels == features
            ? null
            : Text($"inputChannels: {features} features are no square image of {options.InputChannels} planes.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
