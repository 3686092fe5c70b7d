using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Backpropagation (Rumelhart, Hinton and Williams, 1986): errors come down through the transposed feedforward synapses themselves, δᵢ = (Wᵢ₊₁ᵀ δᵢ₊₁) ⊙ [rᵢ &gt; 0], which no neuron
/// could know. It is what the other rules are compared with.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("backpropagation", typeof(BackpropagationOptions), "Backpropagation of a multilayer perceptron, the yardstick (Rumelhart, Hinton & Williams, 1986)")]
public sealed class Backpropagation<T>(BackpropagationOptions options) : FeedforwardRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Transposed = "wff-transposed";

    private protected override WeightTransport WeightTransport => WeightTransport.Full;

    private protected override void Arrange(Synapses<T> synapses, Batch<T> batch, Activity<T> activity)
    {
        for (int i = 2; i <= activity.Architecture.OutputLayer; i++)
            activity.Workspace.Transpose(Transposed, i, synapses[Feedforward][i], activity.Team);
    }

    private protected override (int From, PanelMatrix<T> Through) WayDown(Synapses<T> synapses, Activity<T> activity, int layer) =>
        (layer + 1, activity.Workspace[Transposed, layer + 1, activity.Architecture[layer], activity.Architecture[layer + 1]]);
}
