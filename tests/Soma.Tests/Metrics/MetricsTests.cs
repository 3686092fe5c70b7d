using Soma.Metrics;
using Soma.Numerics;

namespace Soma.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public void The_first_of_equal_outputs_is_the_answer()
    {
        Matrix<float> outputs = new(3, 3);
        outputs.Import([0, 1, 1, 0.2f, 0.1f, 0, 0, 0, 0]);
        Assert.Equal(2, Accuracy.Correct(outputs, [1, 0, 2]));
    }

    // Catches a missing transpose, and norms of the wrong matrix.
    [Fact]
    public void Feedback_that_is_the_transpose_is_at_zero_degrees_its_negative_at_180_and_an_unrelated_one_at_90()
    {
        PanelMatrix<double> w = new(2, 3), transpose = new(3, 2), negative = new(3, 2), unrelated = new(3, 2);
        w.Import([1, 2, 3, 4, 5, 6]);
        transpose.Import([1, 4, 2, 5, 3, 6]);
        negative.Import([-2, -8, -4, -10, -6, -12]);
        unrelated.Import([2, 0, -1, 0, 0, 0]);
        Assert.Equal(0, AlignmentAngle.Degrees(w, transpose), 1e-6);
        Assert.Equal(180, AlignmentAngle.Degrees(w, negative), 1e-6);
        Assert.Equal(90, AlignmentAngle.Degrees(w, unrelated), 1e-9);
    }

    [Fact]
    public void Synapses_that_are_not_each_others_counterpart_have_no_angle() =>
        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => AlignmentAngle.Degrees(new PanelMatrix<float>(2, 3), new PanelMatrix<float>(2, 3))).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_exact_ends_count_as_silent_or_saturated()
    {
        Matrix<float> rates = new(2, 4);
        rates.Import([0, 1e-30f, 1, 0.9999999f, 0, 0, 0, 0]);
        Assert.Equal((1, 1), UnitActivity.Count(rates, samples: 1));
    }
}
