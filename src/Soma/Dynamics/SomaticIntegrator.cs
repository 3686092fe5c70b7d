namespace Soma.Dynamics;

/// <summary>
/// How the soma follows its inputs during one neural step η. Its equation is du/dt = a(u* − u), with the total conductance a and the
/// potential u* that the inputs pull it to.
/// </summary>
public enum SomaticIntegrator
{
    /// <summary>The published way: u ← u + ηa(u* − u). It overshoots beyond ηa = 1 and diverges beyond ηa = 2.</summary>
    Euler,

    /// <summary>The exact answer to constant inputs: u ← u* + (u − u*)e^(−ηa). It has no step limit.</summary>
    Exponential,
}

/// <summary>What an integrator makes of a step.</summary>
public static class SomaticIntegration
{
    /// <summary>The step that, put into Euler's formula, gives the integrator's answer: η itself, or (1 − e^(−ηa))/a.</summary>
    /// <param name="integrator">How.</param>
    /// <param name="step">η, positive.</param>
    /// <param name="conductance">a, positive.</param>
    public static double EffectiveStep(this SomaticIntegrator integrator, double step, double conductance) => integrator == SomaticIntegrator.Exponential
        ? ShareOfGapClosed(step * conductance) / conductance
        : step;

    /// <summary>
    /// 1 − e^(−z), from additions and products alone: the exponential of a platform's library may differ in the last bit
    /// from another's, and with it every bit of a run.
    /// </summary>
    /// <param name="z">At least 0.</param>
    internal static double ShareOfGapClosed(double z)
    {
        // Halve until the series is short, then double: with s = 1 − e^(−z), 1 − e^(−2z) = s(2 − s).
        int halvings = 0;
        for (; z > 0.25; z *= 0.5)
            halvings++;
        double term = z, share = 0;
        for (int n = 1; n <= 16; n++)
        {
            share += term;
            term *= -z / (n + 1);
        }

        for (; halvings > 0; halvings--)
            share *= 2 - share;
        return share;
    }
}
