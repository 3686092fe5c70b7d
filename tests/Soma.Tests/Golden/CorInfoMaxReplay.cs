using System.Numerics;
using Soma.Data;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Lives through the steps of one golden file and writes down every tensor that such a file may hold.</summary>
internal sealed class CorInfoMaxReplay<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly string[] _phaseNames = ["free", "nudged", "nudged2"];

    private readonly GoldenCase _golden;
    private readonly Func<double, CorInfoMaxOptions> _optionsOf;
    private readonly Architecture _architecture;
    private readonly Synapses<T> _synapses;
    private readonly Batch<T> _batch;
    private readonly int _steps;
    private readonly double _epsilon;
    private readonly Dictionary<string, List<double>> _computed = [];

    /// <param name="golden">The file.</param>
    /// <param name="optionsOf">The options of a step with a nudge β.</param>
    public CorInfoMaxReplay(GoldenCase golden, Func<double, CorInfoMaxOptions> optionsOf)
    {
        _golden = golden;
        _optionsOf = optionsOf;
        _architecture = CorInfoMaxGolden.ArchitectureOf(golden);
        _steps = golden.Integer("steps", 1);
        _epsilon = golden.Number("epsilon");
        _batch = new Batch<T>(golden.Integer("batch", 1), _architecture[0], _architecture[_architecture.OutputLayer]) { Count = golden.Integer("batch", 1) };
        _synapses = new CorInfoMax<T>(optionsOf(1)).Grow(_architecture, new RandomStream(0));
        foreach ((string name, PanelMatrix<T> tensor) in _synapses.All)
            tensor.Import(Convert(golden[name]));
    }

    private int P => _architecture.OutputLayer;

    private bool IsTrajectory => _golden.Has("beta");

    public Dictionary<string, double[]> Run()
    {
        Note("angle.before", Angles());
        for (int step = 0; step < _steps; step++)
            Step(step);
        NoteSynapses("after.");
        Note("angle.after", Angles());
        return _computed.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());
    }

    private void Step(int step)
    {
        _batch.Inputs.Import(Convert(_golden.AtStep("x", step, IsTrajectory)));
        _batch.Targets.Import(Convert(_golden.AtStep("y", step, IsTrajectory)));
        double beta = IsTrajectory ? _golden["beta"][step] : _golden.Number("beta");
        CorInfoMax<T> rule = new(_optionsOf(beta));
        using ThreadTeam team = new(1);
        PhaseRecord<T> record = rule.Prepare(_architecture, _batch.Count, team);
        SweepNotes notes = new(this);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = notes;

        Assert.False(rule.RunPhases(_synapses, _batch, record).HasDiverged);
        rule.Update(_synapses, record, rateFactor: 1);

        LayerConfinements<T> confinements = new(_optionsOf(beta).Domains);
        for (int phase = 0; phase < record.Count; phase++)
        {
            for (int i = 1; i <= P; i++)
            {
                Note($"{_phaseNames[phase]}.r.{i}", record[phase].Rates[i].ToArray());
                if (confinements[i].InterneuronCount > 0)
                    Note($"{_phaseNames[phase]}.lambda.{i}", confinements.InterneuronsOf(record[phase], i).Rates.ToArray());
            }
        }

        NoteInformation("info.free", _synapses["rfree"], record[0]);
        NoteInformation("info.nudged", _synapses["rnudged"], record[0]);
        Note("angle", Angles());
        if (step == 0)
            NoteSynapses("after1.");
    }

    private void NoteSynapses(string prefix)
    {
        foreach ((string name, PanelMatrix<T> tensor) in _synapses.All)
            Note(prefix + name, tensor.ToArray());
    }

    private double[] Angles() => [.. Enumerable.Range(2, P - 1).Select(i => AlignmentAngle.Degrees(_synapses["wff"][i], _synapses["wfb"][i]))];

    private void NoteInformation(string name, LayerSynapses<T> correlations, Activity<T> activity)
    {
        if (P < 2)
            return;
        Note($"{name}.forward", Forward(correlations, activity));
        Note($"{name}.backward", [Backward(correlations, activity)]);
    }

    private double[] Forward(LayerSynapses<T> k, Activity<T> s) =>
        [.. Enumerable.Range(1, P - 1).Select(i => PublishedInformation.Forward(k[i + 1], _synapses["wff"][i + 1], s.Rates[i], s.Rates[i + 1], _batch.Count, _epsilon))];

    private double Backward(LayerSynapses<T> k, Activity<T> s) =>
        PublishedInformation.Backward(k[1], _synapses["wfb"][2], s.Rates[1], s.Rates[2], _batch.Count, _epsilon);

    private void Note(string name, IEnumerable<T> values) => Note(name, values.Select(static value => double.CreateChecked(value)));

    private void Note(string name, IEnumerable<double> values)
    {
        if (!_computed.TryGetValue(name, out List<double>? all))
            _computed.Add(name, all = []);
        all.AddRange(values);
    }

    private static T[] Convert(double[] values) => [.. values.Select(static value => T.CreateChecked(value))];

    private sealed class SweepNotes(CorInfoMaxReplay<T> replay) : ISweepObserver<T>
    {
        private int _phase = -1;
        private LayerSynapses<T>? _correlations;

        public void OnSweep(Phase phase, int sweep, Activity<T> activity)
        {
            if (sweep == 0)
                BeginPhase(++_phase);
            for (int i = 1; i <= replay.P; i++)
                replay.Note($"{_phaseNames[_phase]}.trace.r.{i}", activity.Rates[i].ToArray());
            if (_phase < 2 && replay.P > 1)
            {
                replay.Note($"dyninfo.{_phaseNames[_phase]}.forward", [replay.Forward(_correlations!, activity).Sum()]);
                replay.Note($"dyninfo.{_phaseNames[_phase]}.backward", [replay.Backward(_correlations!, activity)]);
            }

            if (_phase == 0)
                _free = activity;
        }

        private Activity<T>? _free;

        // The published log reads D in the free phase, and C, already updated by the free phase, in the nudged one.
        private void BeginPhase(int phase) => _correlations = phase switch
        {
            0 => replay._synapses["rnudged"],
            1 => replay.UpdatedFreeCorrelations(_free!),
            _ => null,
        };
    }

    private LayerSynapses<T> UpdatedFreeCorrelations(Activity<T> free)
    {
        double lambda = _golden.Number("lambda");
        Synapses<T> updated = new(_architecture);
        for (int i = 1; i <= P; i++)
        {
            PanelMatrix<T> c = new(_architecture[i], _architecture[i]);
            c.Import(_synapses["rfree"][i].ToArray());
            Reference.AddOuter(
                c, T.CreateChecked(lambda), T.CreateChecked((1 - lambda) / _batch.Count), free.Rates[i], free.Rates[i], _batch.Count, new RowRange(0, _architecture[i]));
            updated.Add("rfree", i, c);
        }

        return updated["rfree"];
    }
}
