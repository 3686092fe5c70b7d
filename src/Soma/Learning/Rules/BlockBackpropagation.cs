using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Backpropagation (Rumelhart, Hinton and Williams, 1986) of a network of blocks: K is the transposed weights themselves, and errors come down through divisive and batch normalization too. It is what
/// pHSIC is compared with.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("block-backpropagation", typeof(BlockBackpropagationOptions), "Backpropagation of a network of blocks, convolutions and divisive normalization included (Rumelhart, Hinton & Williams, 1986)")]
public sealed class BlockBackpropagation<T>(BlockBackpropagationOptions options) : DescendingBlockRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Transposed = "wff-transposed";

    private protected override WeightTransport WeightTransport => WeightTransport.Full;

    private protected override PanelMatrix<T> Through(Synapses<T> synapses, Activity<T> activity, int layer) =>
        activity.Workspace.Transpose(Transposed, layer, synapses[BlockSynapses.Feedforward][layer], activity.Team);
}
