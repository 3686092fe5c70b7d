using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>The automatic first step once more (see <see cref="FirstStep{T}"/>), in double and differentiated; for <see cref="FirstStepLeak{T}"/> alone.</summary>
internal sealed class FirstStepChoice<T>(OdeOptions options, VectorField<T> field, int order, StepLog log)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _length = field.StateLength;
    private readonly T[] _tape = new T[field.TapeLength], _stateGradient = new T[field.StateLength];

    // Derivatives with respect to w, y₀ and f₀, gathered on the way back.
    private readonly double[] _scale = new double[field.StateLength], _start = new double[field.StateLength], _rate = new double[field.StateLength];

    /// <summary>Adds ∂L/∂h·∂h/∂y₀ and ∂L/∂h·∂h/∂θ to the gradients.</summary>
    /// <param name="y0">y₀.</param>
    /// <param name="stepGradient">∂L/∂h, h signed as time goes.</param>
    /// <param name="startGradient">∂L/∂y₀ so far.</param>
    /// <param name="parameterGradient">∂L/∂θ so far.</param>
    public void Pull(ReadOnlySpan<T> y0, double stepGradient, Span<T> startGradient, Span<T> parameterGradient)
    {
        double time = log.Times[0];
        int direction = Math.Sign(log.FirstStep);
        double[] y = Doubles(y0), w = [.. y.Select(value => options.AbsoluteTolerance + (options.RelativeTolerance * Math.Abs(value)))];
        double[] f0 = Evaluate(time, y);
        double d0 = Norm(y, w), d1 = Norm(f0, w);
        bool trialIsFixed = d0 < 1e-5 || d1 < 1e-5;
        double h0 = trialIsFixed ? 1e-6 : 0.01 * d0 / d1;
        double[] y1 = [.. y.Zip(f0, (value, rate) => value + (h0 * direction * rate))];
        double t1 = time + (h0 * direction);
        double[] change = [.. Evaluate(t1, y1).Zip(f0, static (a, b) => a - b)];
        double q = Norm(change, w), d2 = q / h0, m = Math.Max(d1, d2);
        double h1 = new StepControl(options, order).InversePower(m / 0.01), h = stepGradient * direction;

        bool byTrial = 100 * h0 <= h1;
        double dM = byTrial ? 0 : -h * h1 / (order * m), dD1 = d1 >= d2 ? dM : 0, dD2 = d1 >= d2 ? 0 : dM;
        double dH0 = (byTrial ? 100 * h : 0) - (dD2 * q / (h0 * h0));
        double[] dChange = PullNorm(change, w, q, dD2 / h0);
        AddTo(_rate, dChange, -1);
        (double[] dY1, double dT1) = PullField(t1, y1, dChange, parameterGradient);
        AddTo(_start, dY1, 1);
        AddTo(_rate, dY1, h0 * direction);
        dH0 += direction * (dT1 + dY1.Zip(f0, static (a, b) => a * b).Sum());
        if (!trialIsFixed)
        {
            AddTo(_start, PullNorm(y, w, d0, 0.01 * dH0 / d1), 1);
            dD1 -= h0 * dH0 / d1;
        }

        AddTo(_rate, PullNorm(f0, w, d1, dD1), 1);
        AddTo(_start, PullField(time, y, _rate, parameterGradient).State, 1);
        for (int index = 0; index < _length; index++)
            startGradient[index] += T.CreateTruncating(_start[index] + (options.RelativeTolerance * Math.Sign(y[index]) * _scale[index]));
    }

    private static double[] Doubles(ReadOnlySpan<T> values)
    {
        double[] doubles = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
            doubles[index] = double.CreateTruncating(values[index]);
        return doubles;
    }

    private static T[] Values(double[] doubles) => [.. doubles.Select(static value => T.CreateTruncating(value))];

    private static void AddTo(double[] sum, double[] term, double factor)
    {
        for (int index = 0; index < sum.Length; index++)
            sum[index] += factor * term[index];
    }

    private double[] Evaluate(double time, double[] state)
    {
        T[] rate = new T[_length];
        field.Evaluate(time, Values(state), rate, _tape);
        return Doubles(rate);
    }

    private (double[] State, double Time) PullField(double time, double[] state, double[] cotangent, Span<T> parameterGradient)
    {
        T[] values = Values(state);
        field.Evaluate(time, values, new T[_length], _tape);
        double timeGradient = field.Pull(time, values, _tape, Values(cotangent), _stateGradient, parameterGradient);
        return (Doubles(_stateGradient), timeGradient);
    }

    private (int Start, int Length) WorstPart(double[] v, double[] w)
    {
        (int Start, int Length) worst = default;
        double most = -1;
        int start = 0;
        foreach (int part in field.Parts)
        {
            double mean = Enumerable.Range(start, part).Average(index => v[index] / w[index] * (v[index] / w[index]));
            if (mean > most)
                (worst, most) = ((start, part), mean);
            start += part;
        }

        return worst;
    }

    private double Norm(double[] v, double[] w)
    {
        (int start, int length) = WorstPart(v, w);
        return Math.Sqrt(Enumerable.Range(start, length).Average(index => v[index] / w[index] * (v[index] / w[index])));
    }

    // ‖v/w‖ pulled back to v, and to w, which is gathered.
    private double[] PullNorm(double[] v, double[] w, double norm, double cotangent)
    {
        double[] gradient = new double[_length];
        (int start, int length) = WorstPart(v, w);
        for (int index = start; index < start + length && norm > 0; index++)
        {
            double ratio = v[index] / w[index];
            gradient[index] = cotangent * ratio / (length * norm * w[index]);
            _scale[index] -= gradient[index] * ratio;
        }

        return gradient;
    }
}
