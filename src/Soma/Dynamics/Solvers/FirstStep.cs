using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// The first step, chosen by how large the field is and how fast it changes (Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4): with w = atol + rtol·|y₀|, d₀ = ‖y₀/w‖ and
/// d₁ = ‖f₀/w‖ a small trial step h₀ = d₀/(100·d₁); with d₂ = ‖(f(t₀ + h₀, y₀ + h₀f₀) − f₀)/w‖/h₀ then h₁ = (0.01/max(d₁, d₂))^(1/p).
/// </summary>
internal sealed class FirstStep<T>(VectorField<T> field, ErrorNorm<T> norm, StepControl control)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Tiny = 1e-15, Small = 1e-5, SmallStep = 1e-6;

    private readonly T[] _state = new T[field.StateLength], _rate = new T[field.StateLength];
    private readonly T[] _factor = new T[1];

    /// <summary>Its size, unsigned; 0 or not a number where the field gives nothing to go by. Costs one evaluation.</summary>
    /// <param name="time">t₀.</param>
    /// <param name="direction">1 forward in time, −1 backward.</param>
    /// <param name="y">y₀.</param>
    /// <param name="f">f₀.</param>
    public double Choose(double time, int direction, ReadOnlySpan<T> y, ReadOnlySpan<T> f)
    {
        double d0 = norm.Of(y, y, y), d1 = norm.Of(f, y, y);
        double h0 = d0 < Small || d1 < Small ? SmallStep : 0.01 * d0 / d1;
        Step(y, f, h0 * direction, _state);
        field.Evaluate(time + (h0 * direction), _state, _rate, default);
        Step(_rate, f, -1, _rate);
        double d2 = norm.Of(_rate, y, y) / h0;
        if (!double.IsFinite(d2))
            return h0;
        double h1 = d1 <= Tiny && d2 <= Tiny ? Math.Max(SmallStep, h0 * 1e-3) : control.InversePower(Math.Max(d1, d2) / 0.01);
        return Math.Min(100 * h0, h1);
    }

    private void Step(ReadOnlySpan<T> start, ReadOnlySpan<T> rate, double h, Span<T> end)
    {
        _factor[0] = T.CreateTruncating(h);
        Primitives.Combine(start, _factor, rate, end);
    }
}
