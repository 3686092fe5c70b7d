using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Tests.Metrics;

/// <summary>The exponentially weighted sample forms, equations 6 to 8.</summary>
public sealed class RunningCorrelationTests
{
    private const double Lambda = 0.9;

    // The definition, moment by moment, of the correlation across layers; catches a transposed cross term and a normalizer of the wrong power.
    [Fact]
    public void It_is_the_weighted_sum_over_all_moments_across_layers_too()
    {
        const int moments = 7, samples = 2;
        RunningCorrelation running = new(3, 2, Lambda);
        double[] expected = new double[6];
        for (int moment = 1; moment <= moments; moment++)
        {
            Matrix<double> r = Signals.Random(samples, 3, (ulong)moment), q = Signals.Random(samples, 2, (ulong)(100 + moment));
            running.Add(r, q, samples);
            double weight = (1 - Lambda) / (1 - Math.Pow(Lambda, moments)) * Math.Pow(Lambda, moments - moment);
            for (int index = 0; index < expected.Length; index++)
                expected[index] += weight * ((r.Row(0)[index / 2] * q.Row(0)[index % 2]) + (r.Row(1)[index / 2] * q.Row(1)[index % 2])) / samples;
        }

        Assert.Equal(moments, running.Moments);
        Assert.Equal(expected, running.Normalized.ToArray(), static (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal(expected.Select(value => value * (1 - Math.Pow(Lambda, moments))), running.Recursive.ToArray(), static (a, b) => Math.Abs(a - b) < 1e-14);
    }

    // With λ this close to 1, 1 − λᵗ loses ten digits when it is taken literally.
    [Fact]
    public void The_normalized_correlation_of_equal_moments_is_that_of_each_from_the_first_on()
    {
        Matrix<double> r = Signals.Of(1, 2, 0.5, -2);
        RunningCorrelation running = new(2, 2, 0.9999999999);
        Assert.Equal([0, 0, 0, 0], running.Normalized.ToArray());
        for (int moment = 0; moment < 3; moment++)
        {
            running.Add(r, r, 1);
            Assert.Equal([0.25, -1, -1, 4], running.Normalized.ToArray(), static (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_forgetting_factor_that_forgets_all_or_nothing_is_refused(double lambda) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunningCorrelation(1, 1, lambda));
}
