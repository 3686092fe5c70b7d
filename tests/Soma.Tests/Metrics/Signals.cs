using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Tests.Metrics;

/// <summary>Signals of two layers that depend on one another, the same for the same seed.</summary>
internal static class Signals
{
    /// <summary>Rows of values from −1 to 1.</summary>
    public static Matrix<double> Random(int samples, int units, ulong seed)
    {
        RandomStream random = new(seed);
        Matrix<double> signals = new(samples, units);
        signals.Import([.. Enumerable.Range(0, samples * units).Select(_ => random.NextUniform(-1, 1))]);
        return signals;
    }

    /// <summary>A layer of m units that hears half of what it says from r.</summary>
    public static Matrix<double> Driven(Matrix<double> r, int units, ulong seed)
    {
        Matrix<double> synapses = Random(units, r.Columns, seed), signals = Random(r.Rows, units, seed + 1);
        for (int sample = 0; sample < r.Rows; sample++)
        {
            for (int unit = 0; unit < units; unit++)
                signals.Row(sample)[unit] = (0.5 * signals.Row(sample)[unit]) + Primitives.Dot<double>(r.Row(sample), synapses.Row(unit));
        }

        return signals;
    }

    /// <summary>Correlations of n and m units that depend on one another.</summary>
    public static JointCorrelation Joint(int n, int m, ulong seed = 5)
    {
        Matrix<double> r = Random(40, n, seed);
        return JointCorrelation.Of(r, Driven(r, m, seed + 10), 40);
    }

    /// <summary>A matrix from its values, row by row.</summary>
    public static Matrix<double> Of(int rows, int columns, params double[] values)
    {
        Matrix<double> matrix = new(rows, columns);
        matrix.Import(values);
        return matrix;
    }
}
