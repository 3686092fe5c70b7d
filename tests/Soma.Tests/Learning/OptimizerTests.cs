using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Optimizers against their formulas, written out once more for a single synapse.</summary>
public sealed class OptimizerTests
{
    private static readonly double[] _gradients = [0.4, -0.3, 0.1, 0.8, 0, -0.5];

    public static TheoryData<string> Names() => [.. OptimizerCatalog.All.Select(static one => one.Name)];

    [Fact]
    public void Sgd_goes_down_the_gradient_and_shrinks_what_it_moves()
    {
        double theta = 1;
        foreach (double g in _gradients)
            theta -= 0.1 * (g + (0.02 * theta));
        AssertEnd(theta, new() { Name = "sgd", Decay = 0.02 });
    }

    [Fact]
    public void Momentum_takes_part_of_the_last_step_again()
    {
        double theta = 1, u = 0;
        foreach (double g in _gradients)
        {
            u = (0.9 * u) + g + (0.02 * theta);
            theta -= 0.1 * u;
        }

        AssertEnd(theta, new() { Name = "sgd", Momentum = 0.9, Decay = 0.02 });
    }

    // Catches Nesterov's form taken for the plain one, which no golden file holds.
    [Fact]
    public void Nesterov_looks_ahead_along_the_momentum()
    {
        double theta = 1, u = 0;
        foreach (double g in _gradients)
        {
            double decayed = g + (0.02 * theta);
            u = (0.9 * u) + decayed;
            theta -= 0.1 * (decayed + (0.9 * u));
        }

        AssertEnd(theta, new() { Name = "sgd", Momentum = 0.9, Nesterov = true, Decay = 0.02 });
    }

    // Catches decay that goes through the running means where it should stand beside them, and the other way round.
    [Theory]
    [InlineData("adam", false)]
    [InlineData("adam", true)]
    [InlineData("adamw", false)]
    public void Adam_divides_running_means_and_decays_where_its_name_says(string name, bool epsilonBeforeCorrection)
    {
        double theta = 1, m = 0, v = 0;
        for (int k = 1; k <= _gradients.Length; k++)
        {
            double g = _gradients[k - 1] + (name == "adam" ? 0.02 * theta : 0);
            m = (0.9 * m) + (0.1 * g);
            v = (0.99 * v) + (0.01 * g * g);
            double meanCorrection = 1 - Math.Pow(0.9, k), squareCorrection = 1 - Math.Pow(0.99, k);
            if (name == "adamw")
                theta -= 0.1 * 0.02 * theta;
            theta -= epsilonBeforeCorrection
                ? 0.1 * Math.Sqrt(squareCorrection) / meanCorrection * m / (Math.Sqrt(v) + 0.01)
                : 0.1 * (m / meanCorrection) / (Math.Sqrt(v / squareCorrection) + 0.01);
        }

        AssertEnd(theta, new() { Name = name, Beta2 = 0.99, Epsilon = 0.01, Decay = 0.02, EpsilonBeforeCorrection = epsilonBeforeCorrection });
    }

    // Shares of 20 inputs and panels of 16 outputs: catches a share that moves another's synapses, or moves them twice.
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_synapse_is_moved_once_however_many_threads_there_are(string name)
    {
        double[] expected = Train(new() { Name = name, Momentum = 0.5 }, 70, 45, threads: 1);
        Assert.Equal(expected, Train(new() { Name = name, Momentum = 0.5 }, 70, 45, threads: 3));
        Assert.Equal(expected[0], Train(new() { Name = name, Momentum = 0.5 }, 1, 1, threads: 1)[0], 1e-15);
    }

    [Fact]
    public void A_wrong_name_gets_the_nearest_one() =>
        Assert.Contains("did you mean 'adam'?", Assert.Single(OptimizerCatalog.Objections(new() { Name = "adams" })), StringComparison.Ordinal);

    [Fact]
    public void Nesterov_without_momentum_is_refused() => Assert.Single(OptimizerCatalog.Objections(new() { Name = "sgd", Nesterov = true }));

    private static void AssertEnd(double expected, OptimizerOptions options) => Assert.Equal(expected, Train(options, 1, 1, threads: 1)[0], 1e-14);

    private static double[] Train(OptimizerOptions options, int outputs, int inputs, int threads)
    {
        using ThreadTeam team = new(threads);
        Optimizer<double> optimizer = OptimizerCatalog.Create<double>(options);
        Synapses<double> synapses = new(new Architecture(inputs, outputs));
        synapses.Add("w", 1, new PanelMatrix<double>(outputs, inputs));
        synapses["w"][1].Import([.. Enumerable.Repeat(1.0, outputs * inputs)]);
        optimizer.Grow(synapses, "w", 1);
        Matrix<double> post = new(1, outputs), pre = new(1, inputs);
        pre.Import([.. Enumerable.Repeat(1.0, inputs)]);
        foreach (double g in _gradients)
        {
            post.Import([.. Enumerable.Repeat(2 * g, outputs)]);
            optimizer.Follow(synapses, "w", 1, new(0.5, post, pre, 1), optimizer.Begin(synapses), 0.1, team);
        }

        return synapses["w"][1].ToArray();
    }
}
