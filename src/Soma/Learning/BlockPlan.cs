using System.Numerics;
using Soma.Networks;
using Soma.Networks.Blocks;

namespace Soma.Learning;

/// <summary>The layers of a network of blocks, worked out once per architecture.</summary>
internal sealed class BlockPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BlockPlan(BlockOptions options, Architecture architecture, bool grouped)
    {
        Architecture = architecture;
        IReadOnlyList<BlockShape> shapes = BlockShapes.Of(options, architecture);
        Output = shapes[^1];
        IReadOnlyList<BlockShape> hidden = [.. shapes.SkipLast(1)];
        Hidden = [.. hidden.Select((shape, index) => new BlockLayer<T>(this, options, index + 1, shape, grouped))];
        Channels = [0, .. shapes.Select(static shape => shape.Channels)];
        Pixels = [0, .. shapes.Select(static shape => shape.Pixels)];
        HiddenChannels = [0, .. hidden.Select(static shape => shape.Channels), 0];
        PooledPixels = [0, .. shapes.Select(static shape => shape.PooledPixels)];
        Units = [0, .. hidden.Select(static shape => shape.Units), 0];
        Groups = [0, .. Hidden.Select(static layer => layer.Grouping?.Groups ?? 0), 0];
        Scratch = [0, .. Hidden.Select(static layer => layer.Shape.Channels + (layer.Grouping?.Groups ?? 0)), 0];
    }

    public Architecture Architecture { get; }

    /// <summary>Layers 1 … P − 1.</summary>
    public BlockLayer<T>[] Hidden { get; }

    public BlockShape Output { get; }

    /// <summary>By layer, from 0.</summary>
    public int[] Channels { get; }

    /// <summary>By layer, from 0.</summary>
    public int[] Pixels { get; }

    /// <summary>As <see cref="Channels"/>, without the output.</summary>
    public int[] HiddenChannels { get; }

    /// <summary>By layer, from 0.</summary>
    public int[] PooledPixels { get; }

    /// <summary>By layer, from 0, without the output.</summary>
    public int[] Units { get; }

    /// <summary>By layer, from 0, without the output.</summary>
    public int[] Groups { get; }

    /// <summary>By layer, from 0, without the output.</summary>
    public int[] Scratch { get; }
}
