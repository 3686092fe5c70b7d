using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>What can be told to the energy rules, beyond the published settings.</summary>
public sealed class EquilibriumPropagationTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 21, Toy.Classes);

    private static readonly EquilibriumPropagationOptions _published = new();

    [Fact]
    public void The_third_phase_is_nudged_the_other_way_and_both_start_from_the_free_state()
    {
        EquilibriumPropagation<float> rule = new(_published with { ThreePhase = true, RandomNudgeSign = false, Nudge = 0.7, NudgedSweeps = 1 });
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        rule.RunPhases(rule.Grow(_architecture, new RandomStream(1)), ToyBatch<float>(), record);
        Assert.Equal([Phase.Free, Phase.Nudged(0.7), Phase.Nudged(-0.7)], record.Phases.ToArray());

        // One sweep from the same state: the hidden layer has not felt the teacher yet, and so both agree to the bit.
        Assert.Equal(record[1].Rates[1].ToArray(), record[2].Rates[1].ToArray());
        Assert.NotEqual(record[1].Rates[2].ToArray(), record[2].Rates[2].ToArray());
    }

    [Fact]
    public void The_sign_of_the_nudge_is_the_batchs_own_chance()
    {
        EquilibriumPropagation<float> rule = new(_published with { Nudge = 0.5, FreeSweeps = 1, NudgedSweeps = 1 });
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(1));
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        Batch<float> batch = ToyBatch<float>();
        List<double> nudges = [];
        for (ulong minibatch = 0; minibatch < 64; minibatch++)
        {
            batch.Random.MoveTo(minibatch);
            rule.RunPhases(synapses, batch, record);
            nudges.Add(record.Phases[1].Nudge);
        }

        Assert.All(nudges, static nudge => Assert.Equal(0.5, Math.Abs(nudge)));
        Assert.InRange(nudges.Count(static nudge => nudge > 0), 16, 48);
    }

    // The published runs on Fashion-MNIST and CIFAR-10 evaluated with another step than they trained with.
    [Fact]
    public void Answers_take_their_own_step_and_training_does_not()
    {
        EquilibriumPropagationOptions own = _published with { InferenceStep = 0.3, FreeSweeps = 3 };
        Assert.Equal(Answer<float>(own with { NeuralStep = 0.3, InferenceStep = 0 }, out _), Answer<float>(own, out _));
        Assert.NotEqual(Answer<float>(own with { InferenceStep = 0 }, out _), Answer<float>(own, out _));
        Assert.Equal(FreeState(own with { InferenceStep = 0 }), FreeState(own));
    }

    // Catches a network that stops early: the settled state must be where a very long relaxation ends.
    [Fact]
    public void A_settled_network_is_where_a_very_long_relaxation_ends()
    {
        EquilibriumPropagationOptions settling = _published with { Settling = new Settling { Tolerance = 1e-9, SweepLimit = 10_000 } };
        double[] settled = Answer<double>(settling, out RelaxationOutcome outcome), slow = Answer<double>(_published with { FreeSweeps = 10_000 }, out _);
        Assert.Equal(RelaxationEnd.Settled, outcome.End);
        Assert.Equal(slow, settled, static (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.NotEqual(slow, Answer<double>(_published, out _), static (a, b) => Math.Abs(a - b) < 1e-4);
    }

    // Without hidden layers the network is a linear classifier in a box; and deeper ones than were published simply work.
    [Theory]
    [InlineData(12, 3)]
    [InlineData(12, 15, 9, 3)]
    public void Any_depth_learns(params int[] sizes)
    {
        Architecture architecture = new(sizes);
        double[] rates = [.. Enumerable.Repeat(0.1, architecture.OutputLayer)];
        EquilibriumPropagation<float> rule = new(_published with { FeedforwardRates = rates, FreeSweeps = 30, NudgedSweeps = 8 });
        Assert.Empty(rule.Objections(architecture));
        Synapses<float> synapses = rule.Grow(architecture, new RandomStream(1));
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(architecture, Toy.BatchSize, team);
        Batch<float> batch = ToyBatch<float>();
        for (int number = 0; number < 600; number++)
        {
            Toy.Fill(batch, number);
            Assert.False(rule.RunPhases(synapses, batch, record).HasDiverged);
            rule.Update(synapses, record, 1);
        }

        int correct = 0;
        for (int number = 2000; number < 2020; number++)
        {
            Toy.Fill(batch, number);
            rule.Infer(synapses, batch, record[0]);
            correct += Soma.Metrics.Accuracy.Correct(record[0].Rates[architecture.OutputLayer], batch.Labels);
        }

        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.9, 1);
    }

    [Fact]
    public void Rates_that_do_not_fit_the_network_are_all_objected_to()
    {
        ContrastiveSimilarityMatching<float> rule = new(new() { FeedforwardRates = [1], LateralRates = [-1, -1] });
        Assert.Equal(2, rule.Objections(_architecture).Count());
        Assert.Single(new EquilibriumPropagation<float>(_published with { FeedforwardRates = [1] }).Objections(_architecture));
        Assert.Empty(new ContrastiveSimilarityMatching<float>(new()).Objections(_architecture));
    }

    // The lateral product is taken for that of M and its transpose at once.
    [Fact]
    public void Lateral_synapses_start_symmetric_and_stay_so_to_the_last_bit()
    {
        ContrastiveSimilarityMatching<float> rule = new(new());
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(4));
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        Batch<float> batch = ToyBatch<float>();
        for (int step = 0; step < 5; step++)
        {
            Toy.Fill(batch, step);
            rule.RunPhases(synapses, batch, record);
            rule.Update(synapses, record, 1);
        }

        PanelMatrix<float> m = synapses["m"][1];
        for (int i = 0; i < m.Outputs; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.Equal(m[i, j], m[j, i]);
        }
    }

    // The decay of M, and only it, stays outside the schedule.
    [Fact]
    public void With_a_rate_factor_of_zero_lateral_synapses_shrink_by_their_second_step_alone()
    {
        ContrastiveSimilarityMatching<double> rule = new(new() { LateralRates = [-0.2], Nudge = 0.5, RandomNudgeSign = false });
        Synapses<double> synapses = rule.Grow(_architecture, new RandomStream(4));
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        Batch<double> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        Toy.Fill(batch, 0);
        double[] before = synapses["m"][1].ToArray();
        rule.RunPhases(synapses, batch, record);
        rule.Update(synapses, record, 0);
        Assert.Equal(before.Select(static m => m * (1 - (0.2 / (2 * 0.5)))), synapses["m"][1].ToArray(), static (a, b) => Math.Abs(a - b) < 1e-14);
    }

    private static T[] Answer<T>(EquilibriumPropagationOptions options, out RelaxationOutcome outcome)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        EquilibriumPropagation<T> rule = new(options);
        using ThreadTeam team = new(1);
        Activity<T> activity = new(_architecture, Toy.BatchSize, team);
        outcome = rule.Infer(rule.Grow(_architecture, new RandomStream(1)), ToyBatch<T>(), activity);
        return activity.Rates[2].ToArray();
    }

    private static float[] FreeState(EquilibriumPropagationOptions options)
    {
        EquilibriumPropagation<float> rule = new(options);
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        rule.RunPhases(rule.Grow(_architecture, new RandomStream(1)), ToyBatch<float>(), record);
        return record[0].Rates[2].ToArray();
    }

    private static Batch<T> ToyBatch<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Batch<T> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        Toy.Fill(batch, 0);
        return batch;
    }
}
