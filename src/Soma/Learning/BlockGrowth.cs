using System.Numerics;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>What a network of blocks starts from.</summary>
internal static class BlockGrowth<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Weights and biases uniform on ±1/√inputs; gains of one, and everything else of batch normalization as if there were none.</summary>
    public static Synapses<T> Layers(BlockPlan<T> plan, bool standardizes, RandomStream random)
    {
        Synapses<T> synapses = new(plan.Architecture);
        int p = plan.Architecture.OutputLayer;
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            synapses.Add(BlockSynapses.Feedforward, layer.Layer, Drawn(layer.Shape, layer.Layer, random));
            if (!standardizes)
                continue;
            synapses.Add(BlockSynapses.Gain, layer.Layer, Filled(layer.Shape.Channels, T.One));
            synapses.Add(BlockSynapses.Shift, layer.Layer, Filled(layer.Shape.Channels, T.Zero));
            synapses.Add(BlockSynapses.Mean, layer.Layer, Filled(layer.Shape.Channels, T.Zero));
            synapses.Add(BlockSynapses.Variance, layer.Layer, Filled(layer.Shape.Channels, T.One));
        }

        double bound = InitialDistribution.FanIn.Bound(plan.Output.Channels, plan.Output.Inputs);
        synapses.Add(BlockSynapses.Feedforward, p, Drawn(plan.Output, p, random));
        synapses.Add(BlockSynapses.Bias, p, InitialWeights.Uniform<T>(plan.Output.Channels, 1, bound, random.Split(Synapses<T>.NameOf(BlockSynapses.Bias, p))));
        return synapses;
    }

    /// <summary>The kinds of synapses of a hidden layer that follow gradients.</summary>
    public static IReadOnlyList<string> KindsOf(bool standardizes) =>
        standardizes ? [BlockSynapses.Feedforward, BlockSynapses.Gain, BlockSynapses.Shift] : [BlockSynapses.Feedforward];

    /// <summary>What the optimizers remember.</summary>
    public static void Memories(Synapses<T> synapses, BlockPlan<T> plan, Optimizer<T> hidden, IReadOnlyList<string> kinds, Optimizer<T> output)
    {
        foreach (BlockLayer<T> layer in plan.Hidden)
        {
            foreach (string kind in kinds)
                hidden.Grow(synapses, kind, layer.Layer);
        }

        output.Grow(synapses, BlockSynapses.Feedforward, plan.Architecture.OutputLayer);
        output.Grow(synapses, BlockSynapses.Bias, plan.Architecture.OutputLayer);
    }

    private static PanelMatrix<T> Drawn(BlockShape shape, int layer, RandomStream random) => InitialWeights.Uniform<T>(
        shape.Channels, shape.Inputs, InitialDistribution.FanIn.Bound(shape.Channels, shape.Inputs), random.Split(Synapses<T>.NameOf(BlockSynapses.Feedforward, layer)));

    private static PanelMatrix<T> Filled(int channels, T value)
    {
        PanelMatrix<T> filled = new(channels, 1);
        filled.Storage[..channels].Fill(value);
        return filled;
    }
}
