using System.Numerics;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Feedback alignment (Lillicrap, Cownden, Tweed and Akerman, 2016) of a network of blocks: K is random and stays as it was grown. Or K has the signs of the weights and nothing else of them, "sign symmetry"
/// (Liao, Leibo and Poggio, 2016), which may go together with following the signs of gradients only.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("block-feedback-alignment", typeof(BlockFeedbackAlignmentOptions), "Feedback alignment or sign symmetry of a network of blocks (Lillicrap et al., 2016; Liao et al., 2016)")]
public sealed class BlockFeedbackAlignment<T>(BlockFeedbackAlignmentOptions options) : DescendingBlockRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Feedback = "wfb", Transposed = "wff-transposed";

    private protected override WeightTransport WeightTransport => options.Feedback == BlockFeedbackPath.Sign ? WeightTransport.Signs : WeightTransport.None;

    private protected override bool FollowsSigns => options.Manhattan;

    // wfb.l goes from layer l to layer l − 1.
    private protected override void GrowMore(Synapses<T> synapses, BlockPlan<T> plan, RandomStream random)
    {
        for (int l = 2; l <= synapses.Architecture.OutputLayer && options.Feedback == BlockFeedbackPath.Fixed; l++)
        {
            BlockShape shape = l == synapses.Architecture.OutputLayer ? plan.Output : plan.Hidden[l - 1].Shape;
            double bound = InitialDistribution.FanIn.Bound(shape.Channels, shape.Inputs);
            synapses.Add(Feedback, l, InitialWeights.Uniform<T>(shape.Inputs, shape.Channels, bound, random.Split(Synapses<T>.NameOf(Feedback, l))));
        }
    }

    private protected override PanelMatrix<T> Through(Synapses<T> synapses, Activity<T> activity, int layer)
    {
        if (options.Feedback == BlockFeedbackPath.Fixed)
            return synapses[Feedback][layer];
        PanelMatrix<T> signs = activity.Workspace.Transpose(Transposed, layer, synapses[BlockSynapses.Feedforward][layer], activity.Team);
        BlockGradient<T>.TakeSigns(signs);
        return signs;
    }
}
