using Soma.Data;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>Witnesses of the energy rules that do not come from the published code: the calculus that they rest on.</summary>
public sealed class HopfieldRuleTests
{
    private const double Difference = 1e-5;

    private static readonly Architecture _architecture = new(5, 4, 3, 3);

    private static readonly double[] _ones = [1, 1, 1];

    // Catches a sign, a factor or a missing term, in the sweep or in the energy: they were written down apart.
    [Theory]
    [InlineData("equilibrium-propagation", 0.7)]
    [InlineData("equilibrium-propagation", -0.7)]
    [InlineData("contrastive-similarity-matching", 0.7)]
    [InlineData("contrastive-similarity-matching", -0.7)]
    public void A_sweep_goes_down_the_gradient_of_the_energy(string name, double beta)
    {
        const double Step = 0.2;
        HopfieldRule<double> rule = RuleOf(name, beta, freeSweeps: 3, nudgedSweeps: 2, Step);
        Synapses<double> synapses = Gentle(rule);
        Batch<double> batch = TwoSamples();
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, 2, team);
        SweepMemory memory = new();
        record[0].Observer = record[1].Observer = memory;
        rule.RunPhases(synapses, batch, record);

        Assert.Equal(5, memory.Sweeps.Count);
        for (int sweep = 1; sweep < memory.Sweeps.Count; sweep++)
        {
            // u = r − η ∂Φ/∂r, before the box
            for (int layer = 1; layer <= _architecture.OutputLayer; layer++)
            {
                double[] r = memory.Sweeps[sweep - 1].Rates[layer], u = memory.Sweeps[sweep].Somatic[layer];
                double[] gradient = [.. r.Zip(u, static (r, u) => (r - u) / Step)];
                Assert.Equal(EnergyGradient(rule, synapses, batch, memory.Sweeps[sweep - 1], memory.Sweeps[sweep].Nudge, layer), gradient, Near(1e-8));
            }
        }
    }

    // The theorem of Scellier and Bengio: as β → 0 the contrast is the gradient of the loss at the settled free state.
    [Theory]
    [InlineData("equilibrium-propagation")]
    [InlineData("contrastive-similarity-matching")]
    public void With_a_small_nudge_the_update_is_the_gradient_of_the_squared_error(string name)
    {
        HopfieldRule<double> rule = RuleOf(name, nudge: 1e-5, freeSweeps: 200, nudgedSweeps: 200);
        AssertGradient(rule, tolerance: 1e-4);
    }

    // Catches a third phase with the wrong sign or a contrast divided by β: and shows what the third phase is for.
    [Fact]
    public void Nudged_both_ways_the_update_is_the_gradient_at_a_nudge_where_two_phases_are_far_off()
    {
        EquilibriumPropagationOptions options = new()
        {
            FeedforwardRates = _ones,
            Nudge = 0.01,
            RandomNudgeSign = false,
            FreeSweeps = 200,
            NudgedSweeps = 200,
            ThreePhase = true,
        };
        double threePhase = AssertGradient(new EquilibriumPropagation<double>(options), tolerance: 1e-3);
        double twoPhase = AssertGradient(new EquilibriumPropagation<double>(options with { ThreePhase = false }), tolerance: 0.1);
        Assert.True(threePhase < twoPhase / 20, $"{threePhase} {twoPhase}");
    }

    // How far, at most, any entry of the update is from minus the gradient, relative to the largest entry.
    private static double AssertGradient(HopfieldRule<double> rule, double tolerance)
    {
        Synapses<double> synapses = Gentle(rule);
        Batch<double> batch = TwoSamples();
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, 2, team);
        rule.RunPhases(synapses, batch, record);
        for (int layer = 1; layer <= _architecture.OutputLayer; layer++)
            Assert.All(record[0].Rates[layer].ToArray(), static rate => Assert.InRange(rate, 0.01, 0.99));
        Synapses<double> learned = rule.Grow(_architecture, new RandomStream(0));
        foreach ((PanelMatrix<double> to, PanelMatrix<double> from) in learned.All.Zip(synapses.All, static (to, from) => (to.Value, from.Value)))
            to.Import(from.ToArray());
        rule.Update(learned, record, rateFactor: 1);

        List<double> updates = [], gradients = [];
        foreach (string kind in (string[])["wff", "bias"])
        {
            for (int layer = 1; layer <= _architecture.OutputLayer; layer++)
            {
                updates.AddRange(learned[kind][layer].ToArray().Zip(synapses[kind][layer].ToArray(), static (after, before) => after - before));
                gradients.AddRange(LossGradient(rule, synapses, batch, synapses[kind][layer]));
            }
        }

        double error = updates.Zip(gradients, static (update, gradient) => Math.Abs(update + gradient)).Max() / gradients.Max(Math.Abs);
        Assert.True(error < tolerance, $"The update is {error:E2} from the gradient.");
        return error;
    }

    private static double[] LossGradient(HopfieldRule<double> rule, Synapses<double> synapses, Batch<double> batch, PanelMatrix<double> tensor)
    {
        double[] gradient = new double[tensor.Length];
        for (int index = 0; index < gradient.Length; index++)
        {
            ref double weight = ref tensor[index / tensor.Inputs, index % tensor.Inputs];
            double before = weight;
            weight = before + Difference;
            double above = SettledLoss(rule, synapses, batch);
            weight = before - Difference;
            double below = SettledLoss(rule, synapses, batch);
            weight = before;
            gradient[index] = (above - below) / (2 * Difference);
        }

        return gradient;
    }

    // ⟨‖r_P − y‖²⟩ at the end of a long free phase.
    private static double SettledLoss(HopfieldRule<double> rule, Synapses<double> synapses, Batch<double> batch)
    {
        using ThreadTeam team = new(1);
        Activity<double> activity = new(_architecture, batch.Count, team);
        rule.Infer(synapses, batch, activity);
        double[] answers = activity.Rates[_architecture.OutputLayer].ToArray(), targets = batch.Targets.ToArray();
        return answers.Zip(targets, static (r, y) => (r - y) * (r - y)).Sum() / batch.Count;
    }

    private static double[] EnergyGradient(HopfieldRule<double> rule, Synapses<double> synapses, Batch<double> batch, SweepState state, double nudge, int layer)
    {
        using ThreadTeam team = new(1);
        Activity<double> activity = new(_architecture, batch.Count, team);
        for (int other = 1; other <= _architecture.OutputLayer; other++)
            activity.Rates[other].Import(state.Rates[other]);
        double[] r = state.Rates[layer], gradient = new double[r.Length];
        for (int index = 0; index < r.Length; index++)
        {
            double[] moved = [.. r];
            moved[index] = r[index] + Difference;
            activity.Rates[layer].Import(moved);
            double above = rule.Energies(synapses, batch, activity, nudge).Sum();
            moved[index] = r[index] - Difference;
            activity.Rates[layer].Import(moved);
            gradient[index] = (above - rule.Energies(synapses, batch, activity, nudge).Sum()) / (2 * Difference);
        }

        activity.Rates[layer].Import(r);
        return gradient;
    }

    private static HopfieldRule<double> RuleOf(string name, double nudge, int freeSweeps, int nudgedSweeps, double step = 0.5) => name switch
    {
        "equilibrium-propagation" => new EquilibriumPropagation<double>(new()
        {
            FeedforwardRates = _ones,
            Nudge = nudge,
            RandomNudgeSign = false,
            FreeSweeps = freeSweeps,
            NudgedSweeps = nudgedSweeps,
            NeuralStep = step,
        }),
        _ => new ContrastiveSimilarityMatching<double>(new()
        {
            FeedforwardRates = _ones,
            LateralRates = [-0.1, -0.1],
            Nudge = nudge,
            RandomNudgeSign = false,
            FreeSweeps = freeSweeps,
            NudgedSweeps = nudgedSweeps,
            NeuralStep = step,
        }),
    };

    // Weights that keep every unit inside the box, where the settled state is smooth in them.
    private static Synapses<double> Gentle(HopfieldRule<double> rule)
    {
        Synapses<double> synapses = rule.Grow(_architecture, new RandomStream(1));
        RandomStream random = new(2);
        foreach ((string name, PanelMatrix<double> tensor) in synapses.All)
        {
            (double lowest, double highest) = name.StartsWith("bias", StringComparison.Ordinal) ? (0.25, 0.4) : (-0.2, 0.2);
            tensor.Import([.. Enumerable.Range(0, (int)tensor.Length).Select(_ => random.NextUniform(lowest, highest))]);
            if (name.StartsWith("m.", StringComparison.Ordinal))
                Symmetrize(tensor);
        }

        return synapses;
    }

    private static void Symmetrize(PanelMatrix<double> tensor)
    {
        for (int i = 0; i < tensor.Outputs; i++)
        {
            for (int j = 0; j < i; j++)
                tensor[i, j] = tensor[j, i];
        }
    }

    private static Batch<double> TwoSamples()
    {
        Batch<double> batch = new(2, 5, 3) { Count = 2 };
        batch.Inputs.Import([0.9, 0.2, 0.5, 0.7, 0.4, 0, 1, 0.3, 0, 0.6]);
        batch.Labels[0] = 1;
        batch.WriteTargets();
        return batch;
    }

    private static Func<double, double, bool> Near(double tolerance) => (a, b) => Math.Abs(a - b) < tolerance;

    private sealed record SweepState(double Nudge, double[][] Rates, double[][] Somatic);

    private sealed class SweepMemory : ISweepObserver<double>
    {
        public List<SweepState> Sweeps { get; } = [];

        public void OnSweep(Phase phase, int sweep, Activity<double> activity)
        {
            int[] layers = [.. Enumerable.Range(1, _architecture.OutputLayer)];
            Sweeps.Add(new(
                phase.Nudge,
                [[], .. layers.Select(layer => activity.Rates[layer].ToArray())],
                [[], .. layers.Select(layer => activity.Somatic[layer].ToArray())]));
        }
    }
}
