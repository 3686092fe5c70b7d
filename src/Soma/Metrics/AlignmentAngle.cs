using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// The angle θ between feedforward synapses W and the transpose of the feedback synapses V between the same layers:
/// θ = arccos( tr(W V) / (‖W‖ ‖V‖) ), Frobenius norms, in degrees; 0 is symmetric, 90 orthogonal (CorInfoMax, A.46).
/// </summary>
public static class AlignmentAngle
{
    /// <summary>θ in degrees, from 0 to 180; summed in double, whatever <typeparamref name="T"/>.</summary>
    /// <param name="forward">W, shape (upper, lower).</param>
    /// <param name="feedback">V, shape (lower, upper).</param>
    /// <exception cref="ArgumentException">The shapes are not each other's transposes.</exception>
    public static double Degrees<T>(PanelMatrix<T> forward, PanelMatrix<T> feedback)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (forward.Outputs != feedback.Inputs || forward.Inputs != feedback.Outputs)
        {
            throw new ArgumentException(
                $"Feedforward synapses of shape ({forward.Outputs}, {forward.Inputs}) need feedback of shape ({forward.Inputs}, {forward.Outputs}), "
                + $"but it is ({feedback.Outputs}, {feedback.Inputs}).",
                nameof(feedback));
        }

        double inner = 0, forwardSquare = 0, feedbackSquare = 0;
        for (int upper = 0; upper < forward.Outputs; upper++)
        {
            for (int lower = 0; lower < forward.Inputs; lower++)
            {
                double w = double.CreateChecked(forward[upper, lower]), v = double.CreateChecked(feedback[lower, upper]);
                inner += w * v;
                forwardSquare += w * w;
                feedbackSquare += v * v;
            }
        }

        double cosine = inner / Math.Sqrt(forwardSquare * feedbackSquare);
        return double.RadiansToDegrees(Math.Acos(Math.Clamp(cosine, -1, 1)));
    }
}
