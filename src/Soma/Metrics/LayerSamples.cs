using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// Samples of a layer, and log det(I + R/ε) of their correlation R. With rows X, R = XᵀX/M and the inner products G = XXᵀ/M have the same eigenvalues but for
/// zeros, so the smaller of the two is factorized; and the inner products of two layers together are the sum of each one's.
/// </summary>
internal sealed class LayerSamples
{
    private readonly Matrix<double> _rates;
    private readonly int _samples;

    private LayerSamples(Matrix<double> rates, int samples)
    {
        _rates = rates;
        _samples = samples;
    }

    private int Units => _rates.Columns;

    // G, shape (M, M)
    private Matrix<double> InnerProducts => field ??= Multiply();

    /// <summary>Looks at the first samples.</summary>
    public static LayerSamples Of<T>(Matrix<T> rates, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(SampleCorrelation.ToDouble(rates, samples), samples);

    /// <summary>I_ε of two layers of the same samples.</summary>
    public static double Information(LayerSamples r, LayerSamples q, double epsilon) => 0.5 * (r.Excess(epsilon) + q.Excess(epsilon) - JointExcess(r, q, epsilon));

    /// <summary>log det(I + R/ε) = log det(R + εI) − n log ε.</summary>
    public double Excess(double epsilon)
    {
        Matrix<double> smaller = Units <= _samples ? SampleCorrelation.Of(_rates, _rates, _samples) : InnerProducts;
        return ExcessOf(smaller, epsilon);
    }

    private static double JointExcess(LayerSamples r, LayerSamples q, double epsilon)
    {
        if (r.Units + q.Units <= r._samples)
            return ExcessOf(JointCorrelation.Of(r._rates, q._rates, r._samples).Whole, epsilon);
        Matrix<double> both = new(r._samples, r._samples);
        Primitives.Map<double, Sum>(default, r.InnerProducts.Storage, q.InnerProducts.Storage, both.Storage);
        return ExcessOf(both, epsilon);
    }

    private static double ExcessOf(Matrix<double> matrix, double epsilon) => PerturbedCorrelation.LogDeterminant(matrix, epsilon) - (matrix.Rows * Math.Log(epsilon));

    // X Xᵀ/M as a product of the samples with themselves as synapses.
    private Matrix<double> Multiply()
    {
        PanelMatrix<double> synapses = new(_samples, Units);
        for (int sample = 0; sample < _samples; sample++)
        {
            Span<double> row = _rates.Row(sample);
            for (int unit = 0; unit < row.Length; unit++)
                synapses[sample, unit] = row[unit] / _samples;
        }

        Matrix<double> products = new(_samples, _samples);
        Primitives.Multiply(_rates, synapses, products, new RowRange(0, _samples));
        return products;
    }

    private readonly struct Sum : IFormula2<double>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, double> => a + b;
    }
}
