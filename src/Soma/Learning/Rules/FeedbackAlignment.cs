using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Rules;

/// <summary>
/// Feedback alignment (Lillicrap, Cownden, Tweed and Akerman, 2016): as backpropagation, but errors come down through synapses K of their own, δᵢ = (Kᵢ₊₁ᵀ δᵢ₊₁) ⊙ [rᵢ &gt; 0], random and never
/// learned. Its relatives send the output's error straight to every layer (Nøkland, 2016), or let the way down share the signs of the way up and nothing else (Liao, Leibo and Poggio, 2016).
/// </summary>
/// <remarks>
/// All random synapses and magnitudes are drawn from Glorot's uniform distribution of the feedforward synapses that they stand in for; the one magnitude of <see cref="FeedbackPath.Sign"/>
/// is that distribution's standard deviation, √(2/(inputs + outputs)). A synapse of exactly zero has no sign and carries no error.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="options">The options.</param>
[LearningRule("feedback-alignment", typeof(FeedbackAlignmentOptions), "Feedback alignment through fixed random synapses, direct or layer by layer, or through signs only (Lillicrap et al., 2016; Nøkland, 2016; Liao et al., 2016)")]
public sealed class FeedbackAlignment<T>(FeedbackAlignmentOptions options) : FeedforwardRule<T>(options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Feedback = "wfb", Direct = "direct", Magnitude = "magnitude";
    private const string Transposed = "wff-transposed", Signed = "signed-feedback";

    private protected override WeightTransport WeightTransport => FollowsSigns ? WeightTransport.Signs : WeightTransport.None;

    private bool FollowsSigns => options.Feedback is FeedbackPath.Sign or FeedbackPath.FixedMagnitude or FeedbackPath.BatchMagnitude;

    // wfb.i goes from layer i to layer i − 1, direct.i from the output to layer i.
    private protected override void GrowWayDown(Synapses<T> synapses, RandomStream random)
    {
        Architecture architecture = synapses.Architecture;
        int p = architecture.OutputLayer;
        for (int i = 2; i <= p && options.Feedback is FeedbackPath.Fixed or FeedbackPath.FixedMagnitude; i++)
        {
            string kind = options.Feedback == FeedbackPath.Fixed ? Feedback : Magnitude;
            PanelMatrix<T> drawn = InitialWeights.Glorot<T>(architecture[i - 1], architecture[i], random.Split(Synapses<T>.NameOf(kind, i)));
            if (kind == Magnitude)
                Primitives.Map<T, Size>(default, drawn.Storage, drawn.Storage);
            synapses.Add(kind, i, drawn);
        }

        for (int i = 1; i < p && options.Feedback == FeedbackPath.Direct; i++)
            synapses.Add(Direct, i, InitialWeights.Glorot<T>(architecture[i], architecture[p], random.Split(Synapses<T>.NameOf(Direct, i))));
    }

    private protected override void Arrange(Synapses<T> synapses, Batch<T> batch, Activity<T> activity)
    {
        for (int i = 2; i <= activity.Architecture.OutputLayer && FollowsSigns; i++)
        {
            PanelMatrix<T> transposed = activity.Workspace.Transpose(Transposed, i, synapses[Feedforward][i], activity.Team);
            PanelMatrix<T> signed = SignedOf(activity, i);
            if (options.Feedback == FeedbackPath.FixedMagnitude)
            {
                Primitives.Map<T, WithSignOf>(default, synapses[Magnitude][i].Storage, transposed.Storage, signed.Storage);
                continue;
            }

            DrawMagnitudes(signed, batch);
            Primitives.Map<T, WithSignOf>(default, signed.Storage, transposed.Storage, signed.Storage);
        }
    }

    private protected override (int From, PanelMatrix<T> Through) WayDown(Synapses<T> synapses, Activity<T> activity, int layer) => options.Feedback switch
    {
        FeedbackPath.Fixed => (layer + 1, synapses[Feedback][layer + 1]),
        FeedbackPath.Direct => (activity.Architecture.OutputLayer, synapses[Direct][layer]),
        _ => (layer + 1, SignedOf(activity, layer + 1)),
    };

    private static PanelMatrix<T> SignedOf(Activity<T> activity, int layer) =>
        activity.Workspace[Signed, layer, activity.Architecture[layer - 1], activity.Architecture[layer]];

    private void DrawMagnitudes(PanelMatrix<T> magnitudes, Batch<T> batch)
    {
        int outputs = magnitudes.Outputs, inputs = magnitudes.Inputs;
        if (options.Feedback == FeedbackPath.Sign)
        {
            magnitudes.Storage.Fill(T.CreateChecked(Math.Sqrt(2.0 / (inputs + outputs))));
            return;
        }

        double bound = InitialDistribution.Glorot.Bound(outputs, inputs);
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                magnitudes[output, input] = T.CreateChecked(batch.Random.NextUniform(0, bound));
        }
    }

    private readonly struct Size : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Abs(a);
    }

    private readonly struct WithSignOf : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes magnitude, TLanes sign)
            where TLanes : struct, ILanes<TLanes, T> =>
            TLanes.IfPositive(sign, magnitude, TLanes.Zero) - TLanes.IfPositive(TLanes.Zero - sign, magnitude, TLanes.Zero);
    }
}
