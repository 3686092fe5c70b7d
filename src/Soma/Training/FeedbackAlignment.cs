using System.Numerics;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>The alignment angles of a network, for rules whose feedback synapses run beside the feedforward ones.</summary>
internal static class FeedbackAlignment
{
    private const string Feedforward = "wff", Feedback = "wfb";

    /// <summary>Degrees for layers 2 … P; empty unless each of them has feedback synapses to the layer below.</summary>
    public static IReadOnlyList<double> Angles<T>(Synapses<T> synapses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<double> angles = [];
        for (int layer = 2; layer <= synapses.Architecture.OutputLayer; layer++)
        {
            if (!synapses.TryGet(Feedforward, layer, out PanelMatrix<T>? forward)
                || !synapses.TryGet(Feedback, layer, out PanelMatrix<T>? feedback)
                || forward.Outputs != feedback.Inputs
                || forward.Inputs != feedback.Outputs)
            {
                return [];
            }

            angles.Add(AlignmentAngle.Degrees(forward, feedback));
        }

        return angles;
    }
}
