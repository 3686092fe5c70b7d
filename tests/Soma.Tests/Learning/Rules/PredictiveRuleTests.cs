using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>The dynamics and the learning of predictive networks beside finite differences of their energy, which knows nothing of either.</summary>
public sealed class PredictiveRuleTests
{
    private const int Samples = 3;
    private const double Nudge = 0.3, Step = 0.05, Rate = 0.1;

    private static readonly OptimizerOptions _sgd = new() { Name = "sgd" };

    private static readonly NeuralStepSize _steps = new() { Rule = NeuralStepRule.DivideByLoopIndex, Start = Step, Stop = 0.01 };

    public static TheoryData<string, int[]> Networks() => new()
    {
        { "clamped", [4, 3] },
        { "clamped", [4, 5, 3] },
        { "clamped", [4, 6, 5, 4, 3] },
        { "nudged", [4, 3] },
        { "nudged", [4, 5, 3] },
        { "nudged", [4, 6, 5, 4, 3] },
    };

    // Catches a layer that already sees the others' new potentials, a wrong derivative, and κ or η that is off by a factor.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_sweep_takes_the_step_down_the_gradient_of_the_energy(string kind, int[] sizes)
    {
        using Scene scene = new(kind, sizes);
        List<double[][][]> history = scene.Live();
        for (int sweep = 1; sweep < history.Count; sweep++)
        {
            for (int sample = 0; sample < Samples; sample++)
                scene.CheckStep(history[sweep - 1][sample], history[sweep][sample], sample, sweep);
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_energy_falls_in_every_sweep_with_a_teacher(string kind, int[] sizes)
    {
        using Scene scene = new(kind, sizes);
        List<double[][][]> history = scene.Live();
        for (int sweep = 1; sweep < history.Count; sweep++)
        {
            double before = scene.Energy(history[sweep - 1]), now = scene.Energy(history[sweep]);
            Assert.True(now < before || sizes.Length == 2, $"The energy goes from {before} to {now} in sweep {sweep}.");
        }
    }

    // Catches a sum for a mean, a missing ν, and errors taken with weights that have been changed already.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Synapses_and_biases_take_the_step_down_the_gradient_of_the_energy(string kind, int[] sizes)
    {
        using Scene scene = new(kind, sizes);
        double[][][] end = scene.Live()[^1];
        double scale = -Rate * 0.5 * scene.Kappa / (kind == "clamped" ? Samples : Nudge);
        Dictionary<string, double[]> expected = [];
        foreach ((string name, PanelMatrix<double> tensor) in scene.Synapses.All)
            expected.Add(name, [.. Scene.ForEach(tensor, (ref weight) => weight + (scale * PlainPredictiveNetwork.Derivative(ref weight, () => scene.Energy(end))))]);
        scene.Rule.Update(scene.Synapses, scene.Record, rateFactor: 1);
        foreach ((string name, PanelMatrix<double> tensor) in scene.Synapses.All)
            AssertClose(expected[name], tensor.ToArray(), name);
    }

    // The theory of a weak nudge: at rest, what the errors are divided by ν is the gradient of ‖o − y‖², as backpropagation would have it.
    [Fact]
    public void A_weak_nudge_at_rest_learns_down_the_gradient_of_the_squared_error()
    {
        NudgedPredictiveCodingOptions options = new()
        {
            Nudge = 1e-6,
            RandomNudgeSign = false,
            Sweeps = 4000,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = Step },
            Rate = Rate,
            Optimizer = _sgd,
        };
        using Scene scene = new(new NudgedPredictiveCoding<double>(options), [4, 6, 5, 3]);
        scene.Live();
        Dictionary<string, double[]> expected = [];
        foreach ((string name, PanelMatrix<double> tensor) in scene.Synapses.All)
            expected.Add(name, [.. Scene.ForEach(tensor, (ref weight) => -Rate * PlainPredictiveNetwork.Derivative(ref weight, scene.SquaredError))]);
        double[][] before = [.. scene.Synapses.All.Select(static pair => pair.Value.ToArray())];
        scene.Rule.Update(scene.Synapses, scene.Record, rateFactor: 1);
        foreach (((string name, PanelMatrix<double> tensor), double[] old) in scene.Synapses.All.Zip(before))
            AssertClose(expected[name], [.. tensor.ToArray().Zip(old, static (a, b) => a - b)], name, 1e-4);
    }

    [Theory]
    [InlineData("clamped")]
    [InlineData("nudged")]
    public void The_answer_is_one_pass_upwards_without_a_teacher(string kind)
    {
        using Scene scene = new(kind, [4, 6, 5, 3]);
        scene.Live();
        scene.Rule.Infer(scene.Synapses, scene.Batch, scene.Record[1]);
        foreach (Activity<double> activity in (Activity<double>[])[scene.Record[0], scene.Record[1]])
        {
            for (int sample = 0; sample < Samples; sample++)
            {
                double[][] expected = scene.Plain.Answer(scene.Batch.Inputs.Row(sample).ToArray());
                AssertClose(expected[3], activity.Rates[3].Row(sample).ToArray(), $"sample {sample}");
            }
        }
    }

    [Fact]
    public void The_clamped_output_is_the_scaled_target()
    {
        using Scene scene = new("clamped", [4, 5, 3]);
        scene.Live();
        AssertClose([0.97, 0.03, 0.03], scene.Record[1].Rates[2].Row(0).ToArray(), "rates");
        Assert.Equal(Phase.Clamped, scene.Record.Phases[1]);
    }

    [Fact]
    public void Each_minibatch_draws_the_sign_of_the_nudge_if_asked()
    {
        NudgedPredictiveCodingOptions options = new() { Nudge = 0.25, Sweeps = 1 };
        using Scene scene = new(new NudgedPredictiveCoding<double>(options), [4, 5, 3]);
        HashSet<double> seen = [];
        for (ulong number = 0; number < 20; number++)
        {
            scene.Batch.Random.MoveTo(number);
            scene.Rule.RunPhases(scene.Synapses, scene.Batch, scene.Record);
            seen.Add(scene.Record.Phases[1].Nudge);
        }

        Assert.Equal([-0.25, 0.25], seen.Order());
    }

    [Fact]
    public void An_optimizer_that_there_is_not_is_objected_to()
    {
        PredictiveCoding<float> rule = new(new PredictiveCodingOptions { Optimizer = new() { Name = "adan" } });
        Assert.Equal(["optimizer: there is no optimizer 'adan'; did you mean 'adam'?"], rule.Objections(new Architecture(4, 3)));
    }

    private static void AssertClose(double[] expected, double[] actual, string what, double tolerance = 1e-7)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
            Assert.True(Math.Abs(expected[index] - actual[index]) <= tolerance * Math.Max(0.01, Math.Abs(expected[index])), $"{what}[{index}] is {actual[index]:R}, expected {expected[index]:R}.");
    }

    private delegate double WeightFunction(ref double weight);

    /// <summary>A small network with a batch of random inputs.</summary>
    private sealed class Scene : IDisposable, ISweepObserver<double>
    {
        private readonly ThreadTeam _team = new(1);
        private readonly List<double[][][]> _history = [];
        private readonly bool _clamped;

        public Scene(string kind, int[] sizes)
            : this(
                kind == "clamped"
                    ? new PredictiveCoding<double>(new() { Sweeps = 12, GradientFactor = 1.5, NeuralStep = _steps, Rate = Rate, Optimizer = _sgd })
                    : new NudgedPredictiveCoding<double>(new() { Sweeps = 12, Nudge = Nudge, RandomNudgeSign = false, NeuralStep = _steps, Rate = Rate, Optimizer = _sgd }),
                sizes)
        {
        }

        public Scene(PredictiveRule<double> rule, int[] sizes)
        {
            Rule = rule;
            _clamped = rule is PredictiveCoding<double>;
            Architecture architecture = new(sizes);
            Synapses = rule.Grow(architecture, new RandomStream(5));
            Record = rule.Prepare(architecture, Samples, _team);
            Plain = new(Synapses, _clamped ? static n => 1 / (1 + Math.Exp(-n)) : static n => Math.Max(0, n));
            RandomStream random = new(6);
            Batch = new Batch<double>(Samples, sizes[0], sizes[^1]) { Count = Samples, Random = random };
            Batch.Inputs.Import([.. Enumerable.Range(0, Samples * sizes[0]).Select(_ => random.NextDouble())]);
            for (int sample = 0; sample < Samples; sample++)
                Batch.Labels[sample] = sample;
            Batch.WriteTargets();
        }

        public PredictiveRule<double> Rule { get; }

        public Synapses<double> Synapses { get; }

        public PhaseRecord<double> Record { get; }

        public PlainPredictiveNetwork Plain { get; }

        public Batch<double> Batch { get; }

        public double Kappa => _clamped ? 1.5 : 2;

        /// <summary>The potentials of all samples after each sweep with a teacher.</summary>
        public List<double[][][]> Live()
        {
            Record[1].Observer = this;
            Assert.False(Rule.RunPhases(Synapses, Batch, Record).HasDiverged);
            return _history;
        }

        public void OnSweep(Phase phase, int sweep, Activity<double> activity) =>
            _history.Add([.. Enumerable.Range(0, Samples).Select(sample => PlainPredictiveNetwork.PotentialsOf(activity, sample))]);

        public double Energy(double[][][] potentials) => Enumerable.Range(0, Samples).Sum(sample => Energy(potentials[sample], sample));

        public double SquaredError() => Enumerable.Range(0, Samples).Sum(sample =>
            Plain.Answer(Batch.Inputs.Row(sample).ToArray())[^1].Zip(Batch.Targets.Row(sample).ToArray(), static (o, y) => (o - y) * (o - y)).Sum());

        public void CheckStep(double[][] before, double[][] after, int sample, int sweep)
        {
            int last = _clamped ? before.Length - 1 : before.Length;
            for (int i = 1; i < last; i++)
            {
                double[] expected = new double[before[i].Length];
                for (int unit = 0; unit < expected.Length; unit++)
                    expected[unit] = before[i][unit] - (0.5 * Kappa * _steps.At(sweep) * PlainPredictiveNetwork.Derivative(ref before[i][unit], () => Energy(before, sample)));
                AssertClose(expected, after[i], $"sweep {sweep}, layer {i}");
            }
        }

        public static IEnumerable<double> ForEach(PanelMatrix<double> tensor, WeightFunction function)
        {
            for (int output = 0; output < tensor.Outputs; output++)
            {
                for (int input = 0; input < tensor.Inputs; input++)
                    yield return function(ref tensor[output, input]);
            }
        }

        public void Dispose() => _team.Dispose();

        private double Energy(double[][] potentials, int sample) =>
            Plain.Energy(Batch.Inputs.Row(sample).ToArray(), potentials, Batch.Targets.Row(sample).ToArray(), _clamped ? 0 : Record.Phases[1].Nudge);
    }
}
