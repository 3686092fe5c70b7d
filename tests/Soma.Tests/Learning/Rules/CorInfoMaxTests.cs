using Soma.Data;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;
using LinearMap = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Soma.Tests.Learning.Rules;

/// <summary>Witnesses of the CorInfoMax rule that do not come from the published code.</summary>
public sealed class CorInfoMaxTests
{
    private static readonly Architecture _architecture = new(5, 4, 3);

    // With a small γ and weights that keep every unit inside the box, the free phase is linear and its end is the solution of a linear system.
    [Fact]
    public void A_long_free_phase_ends_at_the_solution_of_the_linear_equations()
    {
        CorInfoMaxOptions options = new() { ForgettingFactor = 0.99, FreeSweeps = 4000, Leak = 0.3, Perturbation = 0.2 };
        CorInfoMax<double> rule = new(options);
        Synapses<double> synapses = Gentle(rule);
        Batch<double> batch = OneSample();
        using ThreadTeam team = new(1);
        Activity<double> activity = new(_architecture, 1, team);

        rule.Infer(synapses, batch, activity);

        LinearVector expected = FixedPoint(options, synapses, batch);
        double[] settled = [.. activity.Rates[1].ToArray(), .. activity.Rates[2].ToArray()];
        Assert.All(settled, static rate => Assert.InRange(rate, 0.01, 0.99));
        Assert.Equal(expected.ToArray(), settled, static (a, b) => Math.Abs(a - b) < 1e-10);
    }

    // Catches a nudge of the wrong sign: positive β pulls the output towards the target, negative pushes it away.
    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void The_nudge_moves_the_output_towards_the_target_or_away(double beta)
    {
        CorInfoMax<double> rule = new(new CorInfoMaxOptions { Nudge = beta, RandomNudgeSign = false });
        Synapses<double> synapses = Gentle(rule);
        Batch<double> batch = OneSample();
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, 1, team);

        rule.RunPhases(synapses, batch, record);

        double[] free = record[0].Rates[2].ToArray(), nudged = record[1].Rates[2].ToArray(), target = batch.Targets.ToArray();
        for (int unit = 0; unit < target.Length; unit++)
            Assert.True((nudged[unit] - free[unit]) * (target[unit] - free[unit]) * beta > 0, $"unit {unit}");
    }

    [Fact]
    public void The_sign_of_the_nudge_is_the_batchs_own_chance()
    {
        CorInfoMax<double> rule = new(new CorInfoMaxOptions { Nudge = 0.5 });
        Synapses<double> synapses = Gentle(rule);
        Batch<double> batch = OneSample();
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, 1, team);
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

    [Fact]
    public void The_third_phase_is_nudged_the_other_way()
    {
        CorInfoMax<double> rule = new(new CorInfoMaxOptions { ThreePhase = true, RandomNudgeSign = false, Nudge = 0.7 });
        Synapses<double> synapses = Gentle(rule);
        using ThreadTeam team = new(1);
        PhaseRecord<double> record = rule.Prepare(_architecture, 1, team);
        rule.RunPhases(synapses, OneSample(), record);
        Assert.Equal([Phase.Free, Phase.Nudged(0.7), Phase.Nudged(-0.7)], record.Phases.ToArray());
    }

    [Fact]
    public void Lateral_synapses_start_symmetric_and_stay_so_to_the_last_bit()
    {
        CorInfoMax<float> rule = new(new CorInfoMaxOptions { ForgettingFactor = 0.9 });
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(4));
        Batch<float> batch = new(3, 5, 3) { Count = 3 };
        batch.Inputs.Storage.Fill(0.5f);
        using ThreadTeam team = new(1);
        PhaseRecord<float> record = rule.Prepare(_architecture, 3, team);
        for (int step = 0; step < 5; step++)
        {
            rule.RunPhases(synapses, batch, record);
            rule.Update(synapses, record, 1);
        }

        PanelMatrix<float> b = synapses["b"][1];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.Equal(b[i, j], b[j, i]);
        }
    }

    [Fact]
    public void Rates_that_do_not_fit_the_network_are_all_objected_to()
    {
        CorInfoMax<float> rule = new(new CorInfoMaxOptions { FeedforwardRates = [1], FeedbackRates = [1, 2, 3] });
        Assert.Equal(2, rule.Objections(new Architecture(784, 500, 10)).Count());
        Assert.Empty(new CorInfoMax<float>(new CorInfoMaxOptions()).Objections(new Architecture(784, 500, 10)));
    }

    // Weights that keep every unit well inside the box for the sample below.
    private static Synapses<double> Gentle(CorInfoMax<double> rule)
    {
        Synapses<double> synapses = rule.Grow(_architecture, new RandomStream(1));
        RandomStream random = new(2);
        foreach ((string name, PanelMatrix<double> tensor) in synapses.All)
        {
            if (!name.StartsWith("b.", StringComparison.Ordinal))
                tensor.Import([.. Enumerable.Range(0, (int)tensor.Length).Select(_ => random.NextUniform(0.1, 0.3))]);
        }

        return synapses;
    }

    private static Batch<double> OneSample()
    {
        Batch<double> batch = new(1, 5, 3) { Count = 1 };
        batch.Inputs.Import([0.9, 0.2, 0.5, 0.7, 0.4]);
        batch.Labels[0] = 1;
        batch.WriteTargets();
        return batch;
    }

    // (2/ε)u₁ − 2γB₁u₁ − (1/ε)V₂u₂ = (1/ε)W₁x and (1 + 1/ε)u₂ − γB₂u₂ − (1/ε)W₂u₁ = 0: the leak cancels inside the box.
    private static LinearVector FixedPoint(CorInfoMaxOptions options, Synapses<double> synapses, Batch<double> batch)
    {
        double epsilon = options.Perturbation, gamma = (1 - options.ForgettingFactor) / options.ForgettingFactor;
        LinearMap w1 = Dense(synapses["wff"][1]), w2 = Dense(synapses["wff"][2]), v2 = Dense(synapses["wfb"][2]);
        LinearMap b1 = Dense(synapses["b"][1]), b2 = Dense(synapses["b"][2]);
        LinearMap i1 = LinearMap.Build.DenseIdentity(4), i2 = LinearMap.Build.DenseIdentity(3);
        LinearMap system = LinearMap.Build.DenseOfMatrixArray(new[,]
        {
            { (2 / epsilon * i1) - (2 * gamma * b1), -1 / epsilon * v2 },
            { -1 / epsilon * w2, ((1 + (1 / epsilon)) * i2) - (gamma * b2) },
        });
        LinearVector drive = w1 * LinearVector.Build.Dense(batch.Inputs.ToArray()) / epsilon;
        return system.Solve(LinearVector.Build.DenseOfEnumerable(drive.Concat(new double[3])));
    }

    private static LinearMap Dense(PanelMatrix<double> tensor) => LinearMap.Build.Dense(tensor.Outputs, tensor.Inputs, (i, j) => tensor[i, j]);
}
