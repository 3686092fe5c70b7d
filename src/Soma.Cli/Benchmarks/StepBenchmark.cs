using System.Diagnostics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Cli.Benchmarks;

/// <summary>How long a training minibatch takes, in milliseconds.</summary>
/// <param name="Threads">With how many threads.</param>
/// <param name="Free">The free phase.</param>
/// <param name="Nudged">The nudged phase.</param>
/// <param name="Update">The update.</param>
/// <param name="Total">All of it.</param>
internal sealed record StepTime(int Threads, Sample Free, Sample Nudged, Sample Update, Sample Total);

/// <summary>Full training steps of the rule "corinfomax", with one thread and with several in turn.</summary>
/// <param name="Work">Operations of a step.</param>
/// <param name="Times">One per number of threads.</param>
internal sealed record StepBenchmark(StepWork Work, IReadOnlyList<StepTime> Times)
{
    // The code has its final form, and the weights are no longer those of the start.
    private const int WarmUpSteps = 40;
    private const int StepsInTurn = 10;
    private const int FewestRounds = 3;

    /// <summary>Measures.</summary>
    /// <param name="plan">What.</param>
    /// <param name="cancellation">Stops it.</param>
    public static StepBenchmark Run(BenchmarkPlan plan, CancellationToken cancellation)
    {
        Lane[] lanes = [.. new[] { 1, plan.Threads }.Distinct().Select(threads => new Lane(plan, threads))];
        try
        {
            foreach (Lane lane in lanes)
                lane.Take(WarmUpSteps, cancellation);
            foreach (Lane lane in lanes)
                lane.Forget();
            long start = Stopwatch.GetTimestamp();
            for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Seconds; round++)
            {
                foreach (Lane lane in lanes)
                    lane.Take(StepsInTurn, cancellation);
            }

            return new(StepWork.Of(plan, lanes[0].ActiveInputs), [.. lanes.Select(static lane => lane.Times)]);
        }
        finally
        {
            foreach (Lane lane in lanes)
                lane.Dispose();
        }
    }

    private sealed class Lane : IDisposable
    {
        private const int Batches = 16;

        private readonly ThreadTeam _team;
        private readonly ILearningRule<float> _rule;
        private readonly Synapses<float> _synapses;
        private readonly PhaseRecord<float> _record;
        private readonly Batch<float>[] _batches;
        private readonly List<(double Free, double Phases, double Update)> _milliseconds = [];
        private int _step;

        public Lane(BenchmarkPlan plan, int threads)
        {
            Architecture architecture = plan.Architecture;
            _team = new ThreadTeam(threads);
            CorInfoMaxOptions options = new()
            {
                FreeSweeps = plan.FreeSweeps,
                NudgedSweeps = plan.NudgedSweeps,
                FeedforwardRates = [.. Enumerable.Repeat(0.01, architecture.OutputLayer)],
                FeedbackRates = [.. Enumerable.Repeat(0.01, architecture.OutputLayer - 1)],
            };
            _rule = RuleCatalog.Find("corinfomax")!.Create<float>(options);
            _synapses = _rule.Grow(architecture, new RandomStream(0).Split("weights"));
            _record = _rule.Prepare(architecture, plan.BatchSize, _team);
            _batches = [.. Enumerable.Range(0, Batches).Select(number => SyntheticBatch.Make(architecture, plan.BatchSize, number))];
        }

        public double ActiveInputs => _batches.Average(CountActive);

        public StepTime Times
        {
            get
            {
                Sample free = Sample.Of(_milliseconds.Select(static step => step.Free));
                Sample phases = Sample.Of(_milliseconds.Select(static step => step.Phases));
                return new(
                    _team.Threads,
                    free,
                    phases.Minus(free),
                    Sample.Of(_milliseconds.Select(static step => step.Update)),
                    Sample.Of(_milliseconds.Select(static step => step.Phases + step.Update)));
            }
        }

        public void Take(int steps, CancellationToken cancellation)
        {
            for (int count = 0; count < steps; count++)
            {
                cancellation.ThrowIfCancellationRequested();
                Batch<float> batch = _batches[_step % Batches];
                batch.Random.MoveTo((ulong)_step++);

                // The free phase alone, and then as a part of both: the difference is the nudged phase.
                double free = Sample.Milliseconds(() => _rule.Infer(_synapses, batch, _record[0]));
                double phases = Sample.Milliseconds(() => _rule.RunPhases(_synapses, batch, _record));
                double update = Sample.Milliseconds(() => _rule.Update(_synapses, _record, 1));
                _milliseconds.Add((free, phases, update));
            }
        }

        public void Forget() => _milliseconds.Clear();

        public void Dispose() => _team.Dispose();

        private static double CountActive(Batch<float> batch)
        {
            long active = 0;
            for (int row = 0; row < batch.Count; row++)
                active += batch.Inputs.Columns - batch.Inputs.Row(row).Count(0f);
            return active;
        }
    }
}
