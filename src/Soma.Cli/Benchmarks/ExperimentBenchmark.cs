using System.Diagnostics;
using System.Text.Json;
using Soma.Cli.Reporting;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Benchmarks;

/// <summary>How long the minibatches of an experiment take, in milliseconds.</summary>
/// <param name="Experiment">Which.</param>
/// <param name="Phases">All phases.</param>
/// <param name="Update">The update.</param>
/// <param name="Total">Both.</param>
/// <param name="Ratio">The median over the rounds of its time divided by that of the first experiment in the same round.</param>
internal sealed record ExperimentTime(Experiment Experiment, Sample Phases, Sample Update, Sample Total, double Ratio);

/// <summary>Training minibatches of several experiments, in turn, so that what else the machine does falls on all of them alike.</summary>
/// <param name="Environment">On what.</param>
/// <param name="Times">One per experiment, in the order given.</param>
internal sealed record ExperimentBenchmark(RunEnvironment Environment, IReadOnlyList<ExperimentTime> Times)
{
    private const int WarmUpSteps = 60;
    private const int StepsInTurn = 10;
    private const int FewestRounds = 5;

    /// <summary>Measures.</summary>
    /// <param name="experiments">At least one.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="seconds">About how long.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ExperimentBenchmark Run(IReadOnlyList<Experiment> experiments, int threads, double seconds, CancellationToken cancellation)
    {
        using ThreadTeam team = new(threads);
        Lane[] lanes = [.. experiments.Select(experiment => new Lane(experiment, team))];
        foreach (Lane lane in lanes)
            lane.Take(WarmUpSteps, cancellation);
        foreach (Lane lane in lanes)
            lane.Forget();
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; round++)
        {
            foreach (Lane lane in lanes)
                lane.Take(StepsInTurn, cancellation);
        }

        return new(RunEnvironment.Current(threads), [.. lanes.Select(lane => lane.TimesBeside(lanes[0]))]);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="terminal">Where.</param>
    public void WriteTo(Terminal terminal)
    {
        terminal.Out.WriteLine($"{Environment.Cpu}, path {Environment.Path}, {terminal.Processors} processors, {Environment.Runtime}");
        terminal.Out.WriteLine($"Training minibatches, threads: {Wording.Whole(Environment.Threads)}, in turn. Milliseconds: median (least).");
        terminal.Console.Write(Tables.Of(["experiment", "network", "phases", "update", "minibatch", "ratio"], Times.Select(Row), rightFrom: 2));
        terminal.Out.WriteLine("Ratio: of the minibatch to the first experiment's in the same round, median over the rounds.");
    }

    /// <summary>One JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Environment,
            Experiments = Times.Select(static time => new
            {
                time.Experiment.Name,
                Rule = time.Experiment.Rule.Info.Name,
                time.Experiment.Architecture,
                time.Experiment.BatchSize,
                MillisecondsPhases = time.Phases,
                MillisecondsUpdate = time.Update,
                Milliseconds = time.Total,
                time.Ratio,
            }),
        },
        JsonLines.Options);

    private static string[] Row(ExperimentTime time) =>
    [
        time.Experiment.Name,
        time.Experiment.Network.ToString(),
        Milliseconds(time.Phases),
        Milliseconds(time.Update),
        Milliseconds(time.Total),
        Wording.Fixed(time.Ratio, 2),
    ];

    private static string Milliseconds(Sample sample) => $"{Wording.Fixed(sample.Median, 2)} ({Wording.Fixed(sample.Minimum, 2)})";

    private sealed class Lane
    {
        private const int Batches = 16;

        private readonly Experiment _experiment;
        private readonly ILearningRule<float> _rule;
        private readonly Synapses<float> _synapses;
        private readonly PhaseRecord<float> _record;
        private readonly Batch<float>[] _batches;
        private readonly List<(double Phases, double Update)> _milliseconds = [];
        private int _step;

        public Lane(Experiment experiment, ThreadTeam team)
        {
            _experiment = experiment;
            _rule = experiment.Rule.Create<float>();
            _synapses = _rule.Grow(experiment.Network, new RandomStream(experiment.Seed).Split("weights"));
            _record = _rule.Prepare(experiment.Network, experiment.BatchSize, team);
            _batches = [.. Enumerable.Range(0, Batches).Select(number => SyntheticBatch.Make(experiment.Network, experiment.BatchSize, number))];
        }

        public void Take(int steps, CancellationToken cancellation)
        {
            for (int count = 0; count < steps; count++)
            {
                cancellation.ThrowIfCancellationRequested();
                Batch<float> batch = _batches[_step % Batches];
                batch.Random.MoveTo((ulong)_step++);
                double phases = Sample.Milliseconds(() => _rule.RunPhases(_synapses, batch, _record));
                double update = Sample.Milliseconds(() => _rule.Update(_synapses, _record, 1));
                _milliseconds.Add((phases, update));
            }
        }

        public void Forget() => _milliseconds.Clear();

        public ExperimentTime TimesBeside(Lane first) => new(
            _experiment,
            Sample.Of(_milliseconds.Select(static step => step.Phases)),
            Sample.Of(_milliseconds.Select(static step => step.Update)),
            Sample.Of(_milliseconds.Select(static step => step.Phases + step.Update)),
            Sample.Of(Rounds().Zip(first.Rounds(), static (mine, theirs) => mine / theirs)).Median);

        private IEnumerable<double> Rounds() => _milliseconds.Chunk(StepsInTurn).Select(static round => Sample.Of(round.Select(static step => step.Phases + step.Update)).Median);
    }
}
