using Soma.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>How much larger or smaller the next step is, by the error of the last.</summary>
internal sealed class StepControl(OdeOptions options, int order)
{
    private readonly double[] _number = new double[1];

    /// <summary>The factor of the step: what would have met the tolerance, S·err^(−1/p), within limits. A step that was good enough is never made smaller.</summary>
    /// <param name="error">The norm of the error, 1 where it is just tolerated; if it is not finite the step shrinks as far as it may.</param>
    public double Factor(double error)
    {
        if (error == 0)
            return options.Growth;
        if (!double.IsFinite(error))
            return options.Shrink;
        return Math.Min(options.Growth, Math.Max(options.Safety * InversePower(error), error < 1 ? 1 : options.Shrink));
    }

    /// <summary>x^(−1/p), from our own exponential and logarithm: a platform's may differ in the last bit, and with it every step of a solution.</summary>
    /// <param name="x">Positive.</param>
    public double InversePower(double x)
    {
        _number[0] = x;
        Primitives.Map<double, Power>(new(-1.0 / order), _number, _number);
        return _number[0];
    }

    private readonly struct Power(double exponent) : IFormula1<double>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, double> =>
            LaneMath.Exp<TLanes, double>(TLanes.Broadcast(exponent) * LaneMath.Log<TLanes, double>(a));
    }
}
