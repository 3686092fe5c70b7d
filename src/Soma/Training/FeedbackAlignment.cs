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
        Dictionary<string, PanelMatrix<T>> tensors = synapses.All.ToDictionary();
        List<double> angles = [];
        for (int layer = 2; layer <= synapses.Architecture.OutputLayer; layer++)
        {
            if (tensors.GetValueOrDefault(Synapses<T>.NameOf(Feedforward, layer)) is not { } forward
                || tensors.GetValueOrDefault(Synapses<T>.NameOf(Feedback, layer)) is not { } feedback
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
