using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Lives through the steps of one golden file of the family of Hopfield rules and writes down every tensor that such a file may hold.</summary>
internal sealed class HopfieldReplay<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] _phaseNames = ["free", "nudged"];

    private readonly GoldenCase _golden;
    private readonly Func<double, HopfieldRule<T>> _ruleOf;
    private readonly Architecture _architecture;
    private readonly Synapses<T> _synapses;
    private readonly Batch<T> _batch;
    private readonly Dictionary<string, List<double>> _computed = [];

    /// <param name="golden">The file.</param>
    /// <param name="ruleOf">The rule of a step with a nudge β.</param>
    public HopfieldReplay(GoldenCase golden, Func<double, HopfieldRule<T>> ruleOf)
    {
        _golden = golden;
        _ruleOf = ruleOf;
        _architecture = CorInfoMaxGolden.ArchitectureOf(golden);
        int samples = golden.Integer("batch", 1);
        _batch = new Batch<T>(samples, _architecture[0], _architecture[P]) { Count = samples };
        _synapses = ruleOf(1).Grow(_architecture, new RandomStream(0));
        foreach ((string name, PanelMatrix<T> tensor) in _synapses.All)
            tensor.Import(Convert(golden[GoldenNameOf(name)]));
    }

    /// <summary>How many times the gradient of the lateral synapses <see cref="UnitRateRuleOf"/> gives them in a step from zero with a nudge β.</summary>
    public Func<double, double> LateralGain { get; init; } = static _ => 1;

    /// <summary>The rule with feedforward rates of 1; its step from zero is the gradient but for the sign.</summary>
    public required Func<double, HopfieldRule<T>> UnitRateRuleOf { get; init; }

    private int P => _architecture.OutputLayer;

    private bool IsTrajectory => _golden.Has("beta");

    public Dictionary<string, double[]> Run()
    {
        int every = (int)_golden.Number("steplr_every"), steps = _golden.Integer("steps", 1);
        double factor = 1;
        for (int step = 0; step < steps; step++)
        {
            Step(step, factor);
            if (every > 0 && (step + 1) % every == 0)
                factor *= _golden.Number("steplr_gamma");
        }

        NoteSynapses("after.");
        return _computed.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }

    private void Step(int step, double rateFactor)
    {
        _batch.Inputs.Import(Convert(_golden.AtStep("x", step, IsTrajectory)));
        _batch.Targets.Import(Convert(_golden.AtStep("y", step, IsTrajectory)));
        double beta = IsTrajectory ? _golden["beta"][step] : _golden.Number("beta");
        HopfieldRule<T> rule = _ruleOf(beta);
        using ThreadTeam team = new(1);
        PhaseRecord<T> record = rule.Prepare(_architecture, _batch.Count, team);
        record[0].Observer = record[1].Observer = new SweepNotes(this);

        Assert.False(rule.RunPhases(_synapses, _batch, record).HasDiverged);
        for (int phase = 0; phase < 2; phase++)
        {
            for (int i = 1; i <= P; i++)
                Note($"{_phaseNames[phase]}.r.{i}", record[phase].Rates[i].ToArray());
            Note($"phi.{_phaseNames[phase]}", rule.Energies(_synapses, _batch, record[phase], record.Phases[phase].Nudge));
        }

        NoteGradients(record, beta);
        rule.Update(_synapses, record, rateFactor);
        if (step == 0)
            NoteSynapses("after1.");
    }

    // The update reads the record alone, so what a step of rate 1 makes of synapses that are all zero is the gradient, down.
    private void NoteGradients(PhaseRecord<T> record, double beta)
    {
        HopfieldRule<T> rule = UnitRateRuleOf(beta);
        Synapses<T> zero = rule.Grow(_architecture, new RandomStream(0));
        foreach ((_, PanelMatrix<T> tensor) in zero.All)
            tensor.Storage.Clear();
        rule.Update(zero, record, rateFactor: 1);
        foreach ((string name, PanelMatrix<T> tensor) in zero.All)
        {
            double unit = name.StartsWith("m.", StringComparison.Ordinal) ? LateralGain(beta) : -1;
            Note($"grad.{GoldenNameOf(name)}", tensor.ToArray().Select(value => double.CreateChecked(value) / unit));
        }
    }

    private void NoteSynapses(string prefix)
    {
        foreach ((string name, PanelMatrix<T> tensor) in _synapses.All)
            Note(prefix + GoldenNameOf(name), tensor.ToArray());
    }

    private static string GoldenNameOf(string name) => name.Replace("wff.", "w.", StringComparison.Ordinal);

    private void Note(string name, IEnumerable<T> values) => Note(name, values.Select(static value => double.CreateChecked(value)));

    private void Note(string name, IEnumerable<double> values)
    {
        if (!_computed.TryGetValue(name, out List<double>? all))
            _computed.Add(name, all = []);
        all.AddRange(values);
    }

    private static T[] Convert(double[] values) => [.. values.Select(static value => T.CreateChecked(value))];

    private sealed class SweepNotes(HopfieldReplay<T> replay) : ISweepObserver<T>
    {
        public void OnSweep(Phase phase, int sweep, Activity<T> activity)
        {
            for (int i = 1; i <= replay.P; i++)
                replay.Note($"{_phaseNames[phase.Kind == PhaseKind.Free ? 0 : 1]}.trace.r.{i}", activity.Rates[i].ToArray());
        }
    }
}
