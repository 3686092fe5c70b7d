using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>The ways down that no golden file holds.</summary>
public sealed class FeedbackAlignmentTests
{
    private static readonly Architecture _deep = new(Toy.Features, 16, 12, Toy.Classes);

    public static TheoryData<string> Ways() => [.. Enum.GetNames<FeedbackPath>()];

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_deep_network_learns_the_toy_whichever_way_the_error_comes_down(string way)
    {
        using ToyNetwork network = new($"feedback-alignment Feedback={way}", _deep);
        network.Train(1500);
        int correct = 0;
        for (int number = 2000; number < 2020; number++)
        {
            network.Give(number);
            network.Rule.Infer(network.Synapses, network.Batch, network.Record[0]);
            correct += Accuracy.Correct(network.Record[0].Rates[_deep.OutputLayer], network.Batch.Labels);
        }

        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.95, 1);
    }

    // Catches magnitudes that pass the sign of the synapse by, and signs taken from the transposed place.
    [Theory]
    [InlineData("Sign")]
    [InlineData("FixedMagnitude")]
    [InlineData("BatchMagnitude")]
    public void With_signs_the_error_of_a_hidden_unit_is_what_the_signs_and_magnitudes_make_of_the_outputs(string way)
    {
        using ToyNetwork network = new($"feedback-alignment Feedback={way}", new Architecture(Toy.Features, 7, Toy.Classes));
        network.Give(4);
        network.Live();
        PanelMatrix<double> w = network.Synapses["wff"][2], through = network.Record.Workspace["signed-feedback", 2, 7, Toy.Classes];
        for (int unit = 0; unit < 7; unit++)
        {
            for (int output = 0; output < Toy.Classes; output++)
                Assert.Equal(Math.Sign(w[output, unit]), Math.Sign(through[unit, output]));
        }

        Matrix<double> below = network.Record[0]["error"][1], above = network.Record[0]["error"][2];
        for (int sample = 0; sample < Toy.BatchSize; sample++)
        {
            for (int unit = 0; unit < 7; unit++)
            {
                double sum = Enumerable.Range(0, Toy.Classes).Sum(output => through[unit, output] * above.Row(sample)[output]);
                Assert.Equal(network.Record[0].Rates[1].Row(sample)[unit] > 0 ? sum : 0, below.Row(sample)[unit], 1e-12);
            }
        }
    }

    [Fact]
    public void One_magnitude_is_the_standard_deviation_of_the_initial_distribution()
    {
        using ToyNetwork network = new("feedback-alignment Feedback=Sign", new Architecture(Toy.Features, 7, Toy.Classes));
        network.Give(4);
        network.Live();
        Assert.All(network.Record.Workspace["signed-feedback", 2, 7, Toy.Classes].ToArray(), static value => Assert.Equal(Math.Sqrt(0.2), Math.Abs(value), 1e-12));
    }

    // Catches magnitudes that are drawn once and kept, or that come from another stream than the minibatch's own.
    [Fact]
    public void Magnitudes_are_drawn_anew_in_every_batch_or_never()
    {
        Assert.NotEqual(MagnitudesOf("BatchMagnitude", 0), MagnitudesOf("BatchMagnitude", 1));
        Assert.Equal(MagnitudesOf("BatchMagnitude", 1), MagnitudesOf("BatchMagnitude", 1));
        Assert.Equal(MagnitudesOf("FixedMagnitude", 0), MagnitudesOf("FixedMagnitude", 1));
    }

    [Fact]
    public void The_direct_way_starts_at_the_output_for_every_layer()
    {
        using ToyNetwork network = new("feedback-alignment Feedback=Direct", _deep);
        network.Give(4);
        network.Live();
        Matrix<double> output = network.Record[0]["error"][3];
        for (int layer = 1; layer < 3; layer++)
        {
            PanelMatrix<double> direct = network.Synapses["direct"][layer];
            for (int unit = 0; unit < _deep[layer]; unit++)
            {
                double sum = Enumerable.Range(0, Toy.Classes).Sum(from => direct[unit, from] * output.Row(0)[from]);
                Assert.Equal(network.Record[0].Rates[layer].Row(0)[unit] > 0 ? sum : 0, network.Record[0]["error"][layer].Row(0)[unit], 1e-12);
            }
        }
    }

    private static double[] MagnitudesOf(string way, ulong minibatch)
    {
        using ToyNetwork network = new($"feedback-alignment Feedback={way}", new Architecture(Toy.Features, 7, Toy.Classes));
        network.Give(4);
        RandomStream random = new RandomStream(11).Split("toy");
        random.MoveTo(minibatch);
        network.Batch.Random = random;
        network.Rule.RunPhases(network.Synapses, network.Batch, network.Record);
        return network.Record.Workspace["signed-feedback", 2, 7, Toy.Classes].ToArray();
    }
}
