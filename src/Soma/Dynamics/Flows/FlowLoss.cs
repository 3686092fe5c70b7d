namespace Soma.Dynamics.Flows;

/// <summary>The negative log-likelihood of points that a flow has carried to time 1, and its derivatives.</summary>
internal static class FlowLoss
{
    private const double LogTwoPi = 1.8378770664093454836;

    /// <summary>The logarithm of the normal density of covariance 1 in the plane.</summary>
    public static double LogNormal(double x, double y) => -0.5 * ((x * x) + (y * y)) - LogTwoPi;

    /// <summary>Mean of −log p over the samples, in nats: −log N(z) − ℓ.</summary>
    /// <param name="state">z of all samples at time 1, and then ℓ.</param>
    /// <param name="gradient">Receives the derivatives; empty if they are not asked for.</param>
    public static double Of(ReadOnlySpan<double> state, Span<double> gradient)
    {
        int samples = state.Length / 3, length = 2 * samples;
        double sum = 0;
        for (int sample = 0; sample < samples; sample++)
            sum -= LogNormal(state[2 * sample], state[(2 * sample) + 1]) + state[length + sample];
        if (!gradient.IsEmpty)
        {
            for (int index = 0; index < length; index++)
                gradient[index] = state[index] / samples;
            gradient[length..].Fill(-1.0 / samples);
        }

        return sum / samples;
    }
}
