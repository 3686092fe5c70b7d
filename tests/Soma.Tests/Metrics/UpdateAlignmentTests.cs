using Soma.Data;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Tests.Learning;

namespace Soma.Tests.Metrics;

public sealed class UpdateAlignmentTests : IDisposable
{
    private static readonly Architecture _deep = new(Toy.Features, 14, 9, Toy.Classes);
    private static readonly OptimizerOptions _plain = new() { Name = "sgd" };

    private readonly ThreadTeam _team = new(1);

    public void Dispose() => _team.Dispose();

    [Fact]
    public void Backpropagation_goes_where_backpropagation_goes() =>
        Assert.All(Angles(Backpropagation(rate: 0.001)), static angle => Assert.InRange(angle, 0, 1e-5));

    // A gradient that was followed uphill on either side would show as 0.
    [Fact]
    public void Going_uphill_is_the_opposite() =>
        Assert.All(Angles(Backpropagation(rate: -0.001)), static angle => Assert.InRange(angle, 180 - 1e-5, 180));

    // The output's error is the same in both; below, random synapses point elsewhere.
    [Fact]
    public void Feedback_alignment_goes_there_in_the_last_layer_only()
    {
        IReadOnlyList<double> angles = Angles(new FeedbackAlignment<double>(new FeedbackAlignmentOptions { Loss = Loss.MeanSquared, Rate = 0.01, Optimizer = _plain }));
        Assert.InRange(angles[2], 0, 1e-5);
        Assert.InRange(angles[0], 30, 150);
        Assert.InRange(angles[1], 30, 150);
    }

    // Weak synapses, so that the free state is nearly the feedforward one, and no rate at the walls of the box: there the theorem of equilibrium propagation holds against the perceptron's gradient.
    [Fact]
    public void Equilibrium_propagation_nears_the_gradient_where_its_theorem_says_so()
    {
        EquilibriumPropagation<double> rule = new(new EquilibriumPropagationOptions
        {
            Nudge = 1e-3,
            RandomNudgeSign = false,
            FreeSweeps = 300,
            NudgedSweeps = 300,
            FeedforwardRates = [1, 1, 1],
        });
        Synapses<double> synapses = rule.Grow(_deep, new RandomStream(5));
        foreach ((string name, PanelMatrix<double> tensor) in synapses.All)
        {
            bool bias = name.StartsWith("bias", StringComparison.Ordinal);
            double[] values = tensor.ToArray();
            tensor.Import([.. values.Select(value => bias ? 0.5 : 0.01 * value)]);
        }

        Assert.All(Angles(rule, synapses), static angle => Assert.InRange(angle, 0, 1));
    }

    // As nudge and step vanish this rule is the gradient of the squared error, whatever the weights (its own tests say the same of values).
    [Fact]
    public void Nudged_predictive_coding_nears_the_gradient() =>
        Assert.All(
            Angles(new NudgedPredictiveCoding<double>(new NudgedPredictiveCodingOptions { Nudge = 1e-4, Optimizer = _plain, Sweeps = 2000 })),
            static angle => Assert.InRange(angle, 0, 2));

    // The measure may be taken in the middle of a run: neither weights nor what an optimizer remembers may move.
    [Fact]
    public void Nothing_is_disturbed()
    {
        Backpropagation<double> rule = new(new BackpropagationOptions());
        Synapses<double> synapses = rule.Grow(_deep, new RandomStream(5));
        double[][] before = [.. synapses.All.Select(static pair => pair.Value.ToArray())];
        Angles(rule, synapses);
        Assert.Equal(before, synapses.All.Select(static pair => pair.Value.ToArray()));
    }

    // A second measure with buffers that are already full has to begin from the network, not from where the first one ended.
    [Fact]
    public void Measuring_twice_gives_the_same()
    {
        Backpropagation<double> rule = new(new BackpropagationOptions());
        Synapses<double> synapses = rule.Grow(_deep, new RandomStream(5));
        UpdateAlignment alignment = new(rule, _deep, Toy.BatchSize, _team);
        Assert.Equal(alignment.Degrees(synapses, Minibatch()), alignment.Degrees(synapses, Minibatch()));
    }

    // Steps of a float network are often smaller than the digits of its weights.
    [Fact]
    public void A_float_network_is_measured_in_double()
    {
        Backpropagation<float> rule = new(new BackpropagationOptions { Loss = Loss.MeanSquared, Optimizer = _plain });
        UpdateAlignment alignment = new(Backpropagation(rate: 1e-9), _deep, Toy.BatchSize, _team);
        Assert.All(alignment.Degrees(rule.Grow(_deep, new RandomStream(5)), Minibatch()), static angle => Assert.InRange(angle, 0, 0.01));
    }

    [Fact]
    public void A_layer_that_stands_still_has_no_angle() => Assert.All(Angles(Backpropagation(rate: 0)), static angle => Assert.Equal(double.NaN, angle));

    [Fact]
    public void Another_networks_synapses_are_refused()
    {
        Backpropagation<double> rule = Backpropagation(0.1);
        UpdateAlignment alignment = new(rule, _deep, Toy.BatchSize, _team);
        ArgumentException wider = Assert.Throws<ArgumentException>(() => alignment.Degrees(rule.Grow(new(Toy.Features, 15, 9, Toy.Classes), new RandomStream(5)), Minibatch()));
        Assert.Contains("'wff.1' have shape (15, 12), but the rule needs (14, 12)", wider.Message, StringComparison.Ordinal);
        ArgumentException empty = Assert.Throws<ArgumentException>(() => alignment.Degrees(new Synapses<double>(_deep), Minibatch()));
        Assert.Contains("no synapses 'wff.1'", empty.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0, 0.0, 1.0, 1.0, 45)]
    [InlineData(1.0, 0.0, 0.0, 3.0, 90)]
    [InlineData(1e-200, 0.0, -1e200, 0.0, 180)]
    [InlineData(0.0, 0.0, 1.0, 1.0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.0, 1.0, 1.0, double.NaN)]
    public void The_angle_between_two_directions_is_known(double a, double b, double c, double d, double degrees) =>
        Assert.Equal(degrees, UpdateAlignment.Between([a, b], [c, d]), 10);

    // An arc cosine would say 0.
    [Fact]
    public void Small_angles_keep_their_digits() => Assert.Equal(double.RadiansToDegrees(1e-10), UpdateAlignment.Between([1, 0], [1, 1e-10]), 1e-16);

    private static Backpropagation<double> Backpropagation(double rate) => new(new BackpropagationOptions { Loss = Loss.MeanSquared, Rate = rate, Optimizer = _plain });

    private static Batch<double> Minibatch()
    {
        Batch<double> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        Toy.Fill(batch, 3);
        return batch;
    }

    private IReadOnlyList<double> Angles(ILearningRule<double> rule, Synapses<double>? synapses = null) =>
        new UpdateAlignment(rule, _deep, Toy.BatchSize, _team).Degrees(synapses ?? rule.Grow(_deep, new RandomStream(5)), Minibatch());
}
