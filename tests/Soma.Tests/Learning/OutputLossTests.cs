using Soma.Data;
using Soma.Learning;
using Soma.Numerics;

namespace Soma.Tests.Learning;

public sealed class OutputLossTests
{
    [Theory]
    [InlineData(Loss.MeanSquared)]
    [InlineData(Loss.CrossEntropy)]
    public void The_derivative_is_that_of_the_value(Loss loss)
    {
        OutputLoss<double> subject = new(loss);
        Batch<double> batch = new(3, 2, 4) { Count = 3 };
        batch.Targets.Import([0.25, 0.25, 0.5, 0, 0, 1, 0, 0, 0.1, 0.2, 0.3, 0.4]);
        Matrix<double> outputs = new(3, 4), derivative = new(3, 4);
        outputs.Import([0.3, -1, 2, 0.1, 5, 4, -3, 0, 0.2, 0.2, 0.2, 0.2]);
        subject.Derive(outputs, batch, derivative, new RowRange(0, 3));
        for (int sample = 0; sample < 3; sample++)
        {
            for (int unit = 0; unit < 4; unit++)
            {
                double kept = outputs.Row(sample)[unit];
                outputs.Row(sample)[unit] = kept + 1e-5;
                double above = subject.Value(outputs, batch);
                outputs.Row(sample)[unit] = kept - 1e-5;
                double below = subject.Value(outputs, batch);
                outputs.Row(sample)[unit] = kept;
                Assert.Equal((above - below) / 2e-5, derivative.Row(sample)[unit], 1e-9);
            }
        }
    }

    // Catches an exponential of the potential itself, which would overflow.
    [Fact]
    public void Large_potentials_soften_without_overflow()
    {
        OutputLoss<float> subject = new(Loss.CrossEntropy);
        Batch<float> batch = new(1, 1, 2) { Count = 1 };
        batch.Targets.Import([1, 0]);
        Matrix<float> outputs = new(1, 2), derivative = new(1, 2);
        outputs.Import([900, 1000]);
        subject.Derive(outputs, batch, derivative, new RowRange(0, 1));
        Assert.Equal([-1f, 1f], derivative.ToArray());
        Assert.Equal(100, subject.Value(outputs, batch), 1e-9);
    }

    [Fact]
    public void Cross_entropy_refuses_targets_that_are_no_distribution()
    {
        Batch<double> batch = new(1, 1, 2) { Count = 1 };
        batch.Targets.Import([0.97, 0.97]);
        ArgumentException failure = Assert.Throws<ArgumentException>(() => new OutputLoss<double>(Loss.CrossEntropy).RequireTargets(batch));
        Assert.Contains("sample 0 have sum 1.94", failure.Message, StringComparison.Ordinal);
        new OutputLoss<double>(Loss.MeanSquared).RequireTargets(batch);
    }
}
