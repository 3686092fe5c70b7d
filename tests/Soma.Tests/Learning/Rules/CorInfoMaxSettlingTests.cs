using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>Relaxation until settled, and the integrator without a step limit.</summary>
public sealed class CorInfoMaxSettlingTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 21, Toy.Classes);

    private static readonly CorInfoMaxOptions _published = new();

    private static readonly CorInfoMaxOptions _settled = new()
    {
        Integrator = SomaticIntegrator.Exponential,
        NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = 0.3 },
        Settling = new Settling { Tolerance = 1e-5, SweepLimit = 500 },
    };

    // Catches an integrator or a stopping rule that changes where the network goes, not only how fast.
    [Fact]
    public void A_settled_network_is_where_a_very_long_published_relaxation_ends()
    {
        double[] slow = OutputsOf(_published with { FreeSweeps = 5000 }, out _);
        double[] settled = OutputsOf(_settled, out RelaxationOutcome outcome);
        Assert.Equal(RelaxationEnd.Settled, outcome.End);
        Assert.Equal(slow, settled, static (a, b) => Math.Abs(a - b) < 2e-4);
    }

    // The published step of 0.3 is beyond Euler's limit 2/(2/ε + g) = 0.145: the rates swing between the walls of the box for ever.
    [Fact]
    public void Beyond_its_limit_Euler_never_settles_and_the_exponential_integrator_does()
    {
        OutputsOf(_settled with { Integrator = SomaticIntegrator.Euler }, out RelaxationOutcome euler);
        OutputsOf(_settled, out RelaxationOutcome exponential);
        Assert.Equal(RelaxationEnd.SweepLimit, euler.End);
        Assert.Equal(RelaxationEnd.Settled, exponential.End);
    }

    [Fact]
    public void A_tighter_tolerance_takes_more_sweeps()
    {
        int loose = SweepsOf(1e-2), tight = SweepsOf(1e-6);
        Assert.InRange(loose, 1, tight - 1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void What_settles_when_does_not_depend_on_the_number_of_threads(int threads) => Assert.Equal(Learned(_settled, threads: 1), Learned(_settled, threads));

    // While someone watches, all samples sweep in step, one sweep per call: the numbers must stay the same.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Watching_changes_no_bit(bool settling) =>
        Assert.Equal(Learned(settling ? _settled : _published, threads: 2), Learned(settling ? _settled : _published, threads: 2, observer: new Watcher()));

    private static int SweepsOf(double tolerance)
    {
        using ThreadTeam team = new(1);
        Batch<double> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        Toy.Fill(batch, 1);
        CorInfoMax<double> rule = new(_settled with { Settling = new Settling { Tolerance = tolerance } });
        Activity<double> activity = new(_architecture, Toy.BatchSize, team);
        rule.Infer(rule.Grow(_architecture, new RandomStream(3)), batch, activity);
        return activity.SettledAfter[0];
    }

    private static double[] OutputsOf(CorInfoMaxOptions options, out RelaxationOutcome outcome)
    {
        using ThreadTeam team = new(1);
        Batch<double> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        Toy.Fill(batch, 1);
        CorInfoMax<double> rule = new(options);
        Synapses<double> synapses = rule.Grow(_architecture, new RandomStream(3));
        Activity<double> activity = new(_architecture, Toy.BatchSize, team);
        outcome = rule.Infer(synapses, batch, activity);
        return [.. activity.Rates[1].ToArray(), .. activity.Rates[2].ToArray()];
    }

    private static float[] Learned(CorInfoMaxOptions options, int threads, ISweepObserver<float>? observer = null)
    {
        using ThreadTeam team = new(threads);
        Batch<float> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        CorInfoMax<float> rule = new(options);
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(3));
        PhaseRecord<float> record = rule.Prepare(_architecture, Toy.BatchSize, team);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = observer;
        for (int number = 0; number < 6; number++)
        {
            Toy.Fill(batch, number);
            rule.RunPhases(synapses, batch, record);
            rule.Update(synapses, record, 0.3);
        }

        return [.. synapses.All.SelectMany(static pair => pair.Value.ToArray())];
    }

    private sealed class Watcher : ISweepObserver<float>
    {
        public void OnSweep(Phase phase, int sweep, Activity<float> activity) => Assert.False(activity.Fault.Any);
    }
}
