using Soma.Data;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Tests.Learning;

namespace Soma.Tests.Metrics;

/// <summary>Those who watch a relaxation: what they see is what there is, and the run is the same with them.</summary>
public sealed class WatcherTests : IDisposable
{
    private static readonly Architecture _architecture = new(Toy.Features, 9, Toy.Classes);

    private readonly CorInfoMax<double> _rule = new(new CorInfoMaxOptions { FreeSweeps = 6, NudgedSweeps = 4, RandomNudgeSign = false, Nudge = 0.5 });
    private readonly ThreadTeam _team = new(1);
    private readonly Batch<double> _batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);

    public WatcherTests() => Toy.Fill(_batch, 0);

    public void Dispose() => _team.Dispose();

    [Fact]
    public void A_trace_holds_every_sweep_of_the_units_it_was_asked_for()
    {
        SweepTrace<double> trace = new(_architecture, layer: 1, [4, 2], sample: 3);
        PhaseRecord<double> record = Live(trace);
        Assert.Equal(2 * (6 + 4), trace.States.Count);
        Assert.Equal([(Phase.Free, 0, 4), (Phase.Free, 0, 2), (Phase.Free, 1, 4)], trace.States.Take(3).Select(static state => (state.Phase, state.Sweep, state.Unit)));
        NeuronState last = trace.States[^1];
        Assert.Equal((Phase.Nudged(0.5), 3, 2), (last.Phase, last.Sweep, last.Unit));
        Assert.Equal(record[1].Rates[1].Row(3)[2], last.Rate);
        Assert.Equal(record[1].Basal[1].Row(3)[2], last.Basal);
        Assert.Equal(record[1].Apical[1].Row(3)[2], last.Apical);
        Assert.Equal(record[1].Somatic[1].Row(3)[2], last.Somatic);
        Assert.Equal((last.Somatic - last.Basal, last.Somatic - last.Apical), (last.BasalError, last.ApicalError));
    }

    // The dendrites of a state are those that this sweep's step of the soma used: du = η(−g u + (v_B − u)/ε + (v_A − u)/ε), u from the state before.
    [Fact]
    public void The_states_obey_the_somas_equation()
    {
        SweepTrace<double> trace = new(_architecture, layer: 1, [5], sample: 1);
        Live(trace);
        CorInfoMaxOptions options = new();
        double before = 0;
        foreach (NeuronState state in trace.States.Where(static state => state.Phase == Phase.Free))
        {
            double slope = (-options.Leak * before) + ((state.Basal - before + state.Apical - before) / options.Perturbation);
            Assert.Equal(before + (options.NeuralStep.At(state.Sweep) * slope), state.Somatic, 1e-12);
            Assert.Equal(Math.Clamp(state.Somatic, 0, 1), state.Rate);
            before = state.Somatic;
        }
    }

    [Fact]
    public void Layers_and_units_that_are_not_there_are_named()
    {
        Assert.Contains("from 1 to 2", Assert.Throws<ArgumentException>(() => new SweepTrace<double>(_architecture, 3, [0])).Message, StringComparison.Ordinal);
        Assert.Contains("no unit 9, 12;", Assert.Throws<ArgumentException>(() => new SweepTrace<double>(_architecture, 1, [9, 0, 12])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SweepTrace<double>(_architecture, 1, []));
    }

    [Fact]
    public void The_information_of_a_sweep_is_that_of_its_rates()
    {
        InformationTrace<double> trace = new(_batch, epsilon: 0.15, interval: 3);
        PhaseRecord<double> record = Live(trace);
        Assert.Equal([(Phase.Free, 0), (Phase.Free, 3), (Phase.Nudged(0.5), 0), (Phase.Nudged(0.5), 3)], trace.Sweeps.Select(static sweep => (sweep.Phase, sweep.Sweep)));
        LayerSignals<double> rates = record[1].Rates;
        NetworkObjective last = trace.Sweeps[^1].Objective;
        double[] information = [Between(rates[0], rates[1]), Between(rates[1], rates[2])];
        Assert.Equal(information, last.Information, static (a, b) => Math.Abs(a - b) < 1e-11);
        double error = _batch.Targets.ToArray().Zip(rates[2].ToArray(), static (y, r) => (y - r) * (y - r)).Sum() / _batch.Count;
        Assert.Equal(error, last.OutputError, 1e-13);
        Assert.Equal(information.Sum() - (0.5 * 0.5 * error), last.Value, 1e-11);
        Assert.Equal(0, trace.Sweeps[0].Objective.Nudge);
    }

    [Fact]
    public void Being_watched_changes_no_bit()
    {
        PhaseRecord<double> alone = Live(null), watched = Live(new InformationTrace<double>(_batch, 0.15));
        for (int layer = 1; layer <= _architecture.OutputLayer; layer++)
            Assert.Equal(alone[1].Rates[layer].ToArray(), watched[1].Rates[layer].ToArray());
    }

    [Fact]
    public void An_objective_needs_two_layers_and_targets_of_the_outputs_width()
    {
        Matrix<double> r = new(4, 3);
        Assert.Throws<ArgumentException>(() => NetworkObjective.OfSamples([r], r, 4, 0.1, 1));
        Assert.Contains("the targets have 3", Assert.Throws<ArgumentException>(() => NetworkObjective.OfSamples([r, new Matrix<double>(4, 2)], r, 4, 0.1, 1)).Message, StringComparison.Ordinal);
    }

    private double Between(Matrix<double> below, Matrix<double> above) => CorrelativeInformation.Between(JointCorrelation.Of(below, above, _batch.Count), 0.15);

    private PhaseRecord<double> Live(ISweepObserver<double>? observer)
    {
        PhaseRecord<double> record = _rule.Prepare(_architecture, _batch.Count, _team);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = observer;
        _rule.RunPhases(_rule.Grow(_architecture, new RandomStream(6)), _batch, record);
        return record;
    }
}
