using Soma.Data;
using Soma.Learning;
using Soma.Learning.KernelFunctions;
using Soma.Learning.Optimizers;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

public sealed class KernelizedBottleneckTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 12, 8, Toy.Classes);
    private static readonly OptimizerOptions _remembers = new() { Name = "sgd", Momentum = 0.5 };

    public static TheoryData<KernelKind, DependenceEstimator, bool, double> Forms()
    {
        TheoryData<KernelKind, DependenceEstimator, bool, double> forms = [];
        foreach (KernelKind kernel in Enum.GetValues<KernelKind>())
        {
            foreach (DependenceEstimator estimator in (DependenceEstimator[])[DependenceEstimator.Plausible, DependenceEstimator.Biased])
            {
                forms.Add(kernel, estimator, true, 0.8);
                forms.Add(kernel, estimator, true, 0.5);
                forms.Add(kernel, estimator, false, 0.8);
            }
        }

        return forms;
    }

    // Σ third factor × post × pre, from the recorded signals, against the derivative of J as it is defined, and against what the rule follows. Catches a wrong factor anywhere on the way, the 2q/n above all.
    [Theory]
    [MemberData(nameof(Forms))]
    public void The_three_factors_are_the_gradient(KernelKind kernel, DependenceEstimator estimator, bool grouping, double exponent)
    {
        KernelizedBottleneckOptions options = new()
        {
            Kernel = kernel,
            Estimator = estimator,
            Grouping = grouping,
            FeatureExponent = exponent,
            CenterFeatures = grouping,
            Sigma = 0.7,
            Groups = 4,
            LocalOptimizer = _remembers,
        };
        using Lived lived = new(options);

        // With a rate of zero and no decay the first velocity is the gradient that is followed, and nothing else changes.
        lived.Rule.Update(lived.Synapses, lived.Record, rateFactor: 0);
        for (int layer = 1; layer <= 2; layer++)
        {
            double[][] inputs = Rows(lived.Record[0].Rates[layer - 1]), targets = Rows(lived.Batch.Targets);
            double[] expected = PlainBottleneck.Gradient(options, lived.Synapses["wff"][layer].ToArray(), inputs, targets, groups: 4);
            double[] factors = ThreeFactors(lived.Record[0], layer, inputs, grouping ? 2 * exponent * 4 / _architecture[layer] : 1);
            double[] followed = lived.Synapses["wff-velocity"][layer].ToArray();
            double allowed = 1e-12 * expected.Max(Math.Abs);
            Assert.True(allowed > 0);
            Assert.All(expected.Zip(factors), pair => Assert.InRange(pair.Second, pair.First - allowed, pair.First + allowed));
            Assert.All(expected.Zip(followed), pair => Assert.InRange(pair.Second, pair.First - allowed, pair.First + allowed));
        }
    }

    // With q = 1 − p the postsynaptic factor is what the neuron sends on anyway, times the slope of its own nonlinearity.
    [Fact]
    public void The_postsynaptic_factor_is_the_neurons_own_output()
    {
        using Lived lived = new(new KernelizedBottleneckOptions { Groups = 4 });
        double[] rates = lived.Record[0].Rates[1].ToArray(), activity = lived.Record[0].Signals[BlockSignals.Fired][1].ToArray();
        double[] post = lived.Record[0].Signals[KernelizedBottleneck<double>.Postsynaptic][1].ToArray();
        for (int unit = 0; unit < 12 * Toy.BatchSize; unit++)
            Assert.Equal(rates[unit] * (activity[unit] > 0 ? 1 : 0.01), post[unit], 1e-13);
    }

    [Fact]
    public void The_third_factor_is_one_number_per_group_and_they_sum_to_zero()
    {
        using Lived lived = new(new KernelizedBottleneckOptions { Groups = 4 });
        Matrix<double> third = lived.Rule.ThirdFactorOf(lived.Record, 1)!;
        Assert.Equal(4, third.Columns);
        Assert.All(Rows(third), static row => Assert.InRange(row.Sum(), -1e-12, 1e-12));
        Assert.Contains(third.ToArray(), static value => Math.Abs(value) > 1e-6);
    }

    // Catches a label that is read where only likenesses of labels may be: other names for the classes are the same lesson.
    [Fact]
    public void Hidden_layers_learn_the_same_whatever_the_classes_are_called()
    {
        using Lived lived = new(new KernelizedBottleneckOptions { Groups = 4 }), renamed = new(new KernelizedBottleneckOptions { Groups = 4 });
        for (int sample = 0; sample < Toy.BatchSize; sample++)
            renamed.Batch.Labels[sample] = (renamed.Batch.Labels[sample] + 1) % Toy.Classes;
        renamed.Batch.WriteTargets();
        renamed.Rule.RunPhases(renamed.Synapses, renamed.Batch, renamed.Record);
        lived.Rule.Update(lived.Synapses, lived.Record, 1);
        renamed.Rule.Update(renamed.Synapses, renamed.Record, 1);
        foreach (int layer in (int[])[1, 2])
            Assert.All(lived.Synapses["wff"][layer].ToArray().Zip(renamed.Synapses["wff"][layer].ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        Assert.NotEqual(lived.Synapses["wff"][3].ToArray(), renamed.Synapses["wff"][3].ToArray());
    }

    [Fact]
    public void Without_a_local_rate_only_the_output_learns()
    {
        using Lived lived = new(new KernelizedBottleneckOptions { LocalRate = 0, BatchNormalization = true });
        Dictionary<string, double[]> before = lived.Synapses.All.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
        lived.Rule.Update(lived.Synapses, lived.Record, 1);
        string[] changed = [.. lived.Synapses.All.Where(pair => !pair.Value.ToArray().SequenceEqual(before[pair.Key])).Select(static pair => pair.Key)];
        Assert.Equal(["bias-velocity.3", "bias.3", "running-mean.1", "running-mean.2", "running-variance.1", "running-variance.2", "steps.1", "wff-velocity.3", "wff.3"], changed.Order(StringComparer.Ordinal));
        Assert.Empty(lived.Rule.ObjectivesOf(lived.Record));
    }

    // The minimum for γ = 2 is where the layer finds examples exactly as alike as their labels are; learning has to go that way.
    [Fact]
    public void Learning_makes_the_objective_of_every_layer_less()
    {
        using Lived lived = new(new KernelizedBottleneckOptions { Groups = 4, LocalRate = 0.1, LocalOptimizer = new OptimizerOptions { Name = "sgd" } });
        IReadOnlyList<double> before = lived.Rule.ObjectivesOf(lived.Record);
        for (int step = 0; step < 300; step++)
        {
            lived.Rule.Update(lived.Synapses, lived.Record, 1);
            lived.Rule.RunPhases(lived.Synapses, lived.Batch, lived.Record);
        }

        Assert.All(before.Zip(lived.Rule.ObjectivesOf(lived.Record)), static pair => Assert.True(pair.Second < pair.First - 0.01, $"{pair.First} became {pair.Second}"));
    }

    [Fact]
    public void Groups_that_do_not_divide_a_layer_are_refused_with_its_units()
    {
        KernelizedBottleneck<float> rule = new(new KernelizedBottleneckOptions { Groups = 5 });
        Assert.Equal(
            ["groups: the 12 units of layer 1 cannot be divided into 5 equal groups of more than one unit.", "groups: the 8 units of layer 2 cannot be divided into 5 equal groups of more than one unit."],
            rule.Objections(_architecture));
    }

    // Catches a network that would run through all its epochs and learn nothing in its hidden layers.
    [Fact]
    public void A_single_group_is_refused()
    {
        KernelizedBottleneck<float> rule = new(new KernelizedBottleneckOptions());
        Assert.Contains("the 13 units of layer 1 make a single group", Assert.Single(rule.Objections(new Architecture(12, 13, 12, 3))), StringComparison.Ordinal);
        Assert.Empty(rule.Objections(_architecture));
    }

    private static double[] ThreeFactors(Activity<double> activity, int layer, double[][] inputs, double scale)
    {
        double[][] third = Rows(activity.Signals[KernelizedBottleneck<double>.ThirdFactor][layer]), post = Rows(activity.Signals[KernelizedBottleneck<double>.Postsynaptic][layer]);
        int units = post[0].Length, size = units / third[0].Length;
        double[] sum = new double[units * inputs[0].Length];
        for (int sample = 0; sample < inputs.Length; sample++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                for (int input = 0; input < inputs[0].Length; input++)
                    sum[(unit * inputs[0].Length) + input] += scale * third[sample][unit / size] * post[sample][unit] * inputs[sample][input];
            }
        }

        return sum;
    }

    private static double[][] Rows(Matrix<double> matrix) => [.. Enumerable.Range(0, matrix.Rows).Select(row => matrix.Row(row).ToArray())];

    /// <summary>A small network that has lived through a batch.</summary>
    private sealed class Lived : IDisposable
    {
        private readonly ThreadTeam _team = new(1);

        public Lived(KernelizedBottleneckOptions options)
        {
            Rule = new KernelizedBottleneck<double>(options);
            Synapses = Rule.Grow(_architecture, new RandomStream(5));
            Record = Rule.Prepare(_architecture, Toy.BatchSize, _team);
            Toy.Fill(Batch, 3);
            Assert.False(Rule.RunPhases(Synapses, Batch, Record).HasDiverged);
        }

        public KernelizedBottleneck<double> Rule { get; }

        public Synapses<double> Synapses { get; }

        public PhaseRecord<double> Record { get; }

        public Batch<double> Batch { get; } = new(Toy.BatchSize, Toy.Features, Toy.Classes);

        public void Dispose() => _team.Dispose();
    }
}
