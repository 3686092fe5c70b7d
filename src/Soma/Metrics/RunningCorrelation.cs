using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// The exponentially weighted sample correlation of two signals (CorInfoMax, 6–8), of one with itself or across layers:
/// R̂[t] = (1 − λ)/(1 − λᵗ) Σ_{i ≤ t} λ^{t−i} r[i] q[i]ᵀ. A minibatch counts as one moment with the mean of its samples, as in the published networks.
/// </summary>
public sealed class RunningCorrelation
{
    private readonly PanelMatrix<double> _sum;
    private readonly double _forgettingFactor;

    /// <summary>Starts before the first moment, from zero.</summary>
    /// <param name="first">Units of r.</param>
    /// <param name="second">Units of q.</param>
    /// <param name="forgettingFactor">λ, above 0 and below 1; 1/(1 − λ) is how many moments back it reaches.</param>
    public RunningCorrelation(int first, int second, double forgettingFactor)
    {
        if (!(forgettingFactor is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(forgettingFactor), forgettingFactor, "The forgetting factor λ must lie between 0 and 1, both excluded.");
        _sum = new PanelMatrix<double>(first, second);
        _forgettingFactor = forgettingFactor;
    }

    /// <summary>t: moments so far.</summary>
    public long Moments { get; private set; }

    /// <summary>Without the normalizer, as the recursion R̂[t] = λ R̂[t−1] + (1 − λ) r[t] q[t]ᵀ from zero gives it: too small by 1 − λᵗ at first. A copy.</summary>
    public Matrix<double> Recursive => SampleCorrelation.ToMatrix(_sum);

    /// <summary>R̂[t] with its normalizer 1/(1 − λᵗ): the weights of all moments sum to 1. A copy; zero before the first moment.</summary>
    public Matrix<double> Normalized
    {
        get
        {
            Matrix<double> normalized = Recursive;
            if (Moments == 0)
                return normalized;

            // 1 − λᵗ, without the cancellation that λ = 0.99999 would bring to small t.
            double weight = -double.ExpM1(Moments * Math.Log(_forgettingFactor));
            foreach (ref double value in normalized.Storage)
                value /= weight;
            return normalized;
        }
    }

    /// <summary>One more moment: the mean of r qᵀ over samples that are lived through at once.</summary>
    /// <param name="first">r, one sample per row.</param>
    /// <param name="second">q of the same samples; r again for the correlation of a layer with itself.</param>
    /// <param name="samples">How many, at least 1, from row 0.</param>
    public void Add<T>(Matrix<T> first, Matrix<T> second, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<double> r = SampleCorrelation.ToDouble(first, samples), q = SampleCorrelation.ToDouble(second, samples);
        Primitives.AddOuter(_sum, _forgettingFactor, (1 - _forgettingFactor) / samples, r, q, samples, new RowRange(0, _sum.Inputs));
        Moments++;
    }
}
