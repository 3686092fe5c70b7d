using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>
/// Measures how far phases end from rest: beside the dynamics that are asked about, the same samples live through the same phases until they have settled, by many small exact steps, and the rates at the
/// ends are compared.
/// </summary>
internal sealed class RestMeasure<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostSweeps = 10_000;

    private readonly CorInfoMax<T> _rule, _patient;
    private readonly PhaseRecord<T> _asked, _settled;
    private readonly Batch<T> _batch;
    private readonly Dataset _data;
    private readonly RandomStream _random;
    private readonly long[] _evaluations;
    private readonly double[] _sums, _largest;
    private int _samples, _correct, _restless;

    public RestMeasure(Experiment experiment, CorInfoMaxOptions options, Dataset data, ThreadTeam team)
    {
        _data = data;
        _rule = new CorInfoMax<T>(options);
        _patient = new CorInfoMax<T>(options with
        {
            Dynamics = new NeuralDynamics(),
            Integrator = SomaticIntegrator.Exponential,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = 0.05 },
            Settling = new Settling { Tolerance = 1e-5, SweepLimit = MostSweeps },
        });
        _asked = _rule.Prepare(experiment.Network, experiment.BatchSize, team);
        _settled = _patient.Prepare(experiment.Network, experiment.BatchSize, team);
        _batch = new Batch<T>(experiment.BatchSize, data.Features, data.Classes);
        _random = new RandomStream(experiment.Seed).Split("rest");
        _evaluations = new long[_asked.Count];
        _sums = new double[_asked.Count];
        _largest = new double[_asked.Count];
    }

    /// <summary>Measures the first minibatches of the data.</summary>
    public RestReport Run(Synapses<T> synapses, int epoch, int minibatches, CancellationToken cancellation)
    {
        BatchStream stream = new(_data, _batch.Capacity);
        stream.Begin(epoch: 0);
        Divergence? divergence = null;
        for (int number = 0; number < minibatches && divergence is null && stream.Next(_batch); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            RelaxationOutcome outcome = Live(_rule, synapses, _asked, number);
            if (outcome.HasDiverged)
                divergence = Divergence.Of(outcome, epoch, number, duringEvaluation: true);
            else
                Compare(Live(_patient, synapses, _settled, number));
        }

        int judged = Math.Max(1, _samples - _restless);
        PhaseRest[] phases = [.. Enumerable.Range(0, _asked.Count).Select(phase =>
            new PhaseRest(_asked.Phases[phase].Kind, (double)_evaluations[phase] / Math.Max(1, _samples), _sums[phase] / judged, _largest[phase]))];
        return new RestReport(_samples, _correct, _restless, phases, divergence);
    }

    // Both draw the same sign of the nudge.
    private RelaxationOutcome Live(CorInfoMax<T> rule, Synapses<T> synapses, PhaseRecord<T> record, int number)
    {
        _batch.Random = _random;
        _batch.Random.MoveTo((ulong)number);
        return rule.RunPhases(synapses, _batch, record);
    }

    private void Compare(RelaxationOutcome patient)
    {
        _samples += _batch.Count;
        _correct += Accuracy.Correct<T>(_asked[0].Rates[_asked[0].Architecture.OutputLayer], _batch.Labels);
        for (int sample = 0; sample < _batch.Count; sample++)
        {
            for (int phase = 0; phase < _asked.Count; phase++)
                _evaluations[phase] += _asked[phase].Evaluations[sample];
            if (patient.HasDiverged || !HasRest(sample))
            {
                _restless++;
                continue;
            }

            for (int phase = 0; phase < _asked.Count; phase++)
            {
                double distance = Distance(_asked[phase], _settled[phase], sample);
                _sums[phase] += distance;
                _largest[phase] = Math.Max(_largest[phase], distance);
            }
        }
    }

    private bool HasRest(int sample)
    {
        for (int phase = 0; phase < _settled.Count; phase++)
        {
            if (_settled[phase].SettledAfter[sample] == 0)
                return false;
        }

        return true;
    }

    private static double Distance(Activity<T> asked, Activity<T> settled, int sample)
    {
        double distance = 0;
        for (int layer = 1; layer <= asked.Architecture.OutputLayer; layer++)
            distance = Math.Max(distance, double.CreateChecked(Primitives.LargestDifference<T>(asked.Rates[layer].Row(sample), settled.Rates[layer].Row(sample))));
        return distance;
    }
}
