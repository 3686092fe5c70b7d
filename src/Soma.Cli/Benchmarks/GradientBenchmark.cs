using System.Diagnostics;
using System.Numerics;
using System.Text.Json;
using Soma.Cli.Reporting;
using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Benchmarks;

/// <summary>The gradient of one solution by every mode, in turn, so that what else the machine does falls on all of them alike.</summary>
/// <param name="Environment">On what.</param>
/// <param name="Plan">What.</param>
/// <param name="Times">One per number of steps and mode.</param>
internal sealed record GradientBenchmark(RunEnvironment Environment, GradientPlan Plan, IReadOnlyList<GradientTime> Times)
{
    private const string Yardstick = "backpropagation";
    private const int FewestRounds = 5;

    /// <summary>Measures.</summary>
    /// <param name="plan">What.</param>
    /// <param name="steps">Numbers of steps.</param>
    /// <param name="cancellation">Stops it.</param>
    public static GradientBenchmark Run(GradientPlan plan, IReadOnlyList<int> steps, CancellationToken cancellation)
    {
        using ThreadTeam team = new(plan.Threads);
        IEnumerable<GradientTime> times = steps.SelectMany(count =>
            plan.Precision == Precision.Bits64 ? Measure<double>(plan, count, team, cancellation) : Measure<float>(plan, count, team, cancellation));
        return new(RunEnvironment.Current(plan.Threads), plan, [.. times]);
    }

    /// <summary>Writes a table.</summary>
    /// <param name="terminal">Where.</param>
    public void WriteTo(Terminal terminal)
    {
        terminal.Out.WriteLine($"{Environment.Cpu}, path {Environment.Path}, {terminal.Processors} processors, {Environment.Runtime}");
        terminal.Out.WriteLine(
            $"Gradients through {Plan.Method.Name}: batch {Plan.Samples}, a perceptron field {string.Join('-', Plan.Hidden.Prepend(Plan.Width).Append(Plan.Width))} ({Plan.Activation.ToString().ToLowerInvariant()}), {(Plan.Precision == Precision.Bits64 ? "double" : "float")}, "
            + $"threads: {Plan.Threads}. Milliseconds, solution included: median (least).");
        terminal.Console.Write(Tables.Of(["mode", "steps", "evaluations", "values held", "milliseconds", "ratio"], Times.Select(Row), rightFrom: 1));
        terminal.Out.WriteLine("Ratio: to backpropagation through the solver in the same round, median over the rounds.");
    }

    /// <summary>One JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Environment,
            Method = Plan.Method.Name,
            Plan.Samples,
            Plan.Width,
            Plan.Hidden,
            Plan.Activation,
            Plan.Precision,
            Gradients = Times.Select(static time => new { Mode = time.Mode.Name, time.Steps, time.Evaluations, ValuesHeld = time.Peak.Total, time.Milliseconds, time.Ratio }),
        },
        JsonLines.Options);

    private static string[] Row(GradientTime time) =>
    [
        time.Mode.Name,
        Wording.Whole(time.Steps),
        Wording.Whole(time.Evaluations),
        Wording.Whole(time.Peak.Total),
        $"{Wording.Fixed(time.Milliseconds.Median, 3)} ({Wording.Fixed(time.Milliseconds.Minimum, 3)})",
        Wording.Fixed(time.Ratio, 2),
    ];

    private static IEnumerable<GradientTime> Measure<T>(GradientPlan plan, int steps, ThreadTeam team, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PerceptronField<T> field = new(plan.Samples, plan.Width, plan.Hidden, plan.Activation, team: plan.Threads > 1 ? team : null);
        field.Grow(new RandomStream(1).Split("field"));
        Lane<T>[] lanes = [.. GradientModeCatalog.All.Select(mode => new Lane<T>(mode, field, plan.OptionsFor(steps)))];
        Lane<T> yardstick = lanes.Single(static lane => lane.Mode.Name == Yardstick);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < FewestRounds || Stopwatch.GetElapsedTime(start).TotalSeconds < plan.Seconds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (Lane<T> lane in lanes)
                lane.Take(isWarmUp: round < FewestRounds / 2);
        }

        return lanes.Select(lane => lane.TimeBeside(yardstick));
    }

    private sealed class Lane<T>(GradientModeInfo mode, PerceptronField<T> field, OdeOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly GradientMode<T> _gradient = GradientModeCatalog.Create<T>(mode.Name, options);
        private readonly T[] _start = Draw("start", field.StateLength), _outputGradients = Draw("gradients", 2 * field.StateLength);
        private readonly T[] _startGradient = new T[field.StateLength], _parameterGradient = new T[field.ParameterLength];
        private readonly List<double> _milliseconds = [];
        private OdeSolution<T>? _solution;
        private GradientReport _report;

        public GradientModeInfo Mode => mode;

        public void Take(bool isWarmUp)
        {
            double milliseconds = Sample.Milliseconds(() =>
            {
                _solution = _gradient.Forward(field, [0, GradientPlan.End], _start);
                _report = _gradient.Backward(_outputGradients, _startGradient, _parameterGradient);
            });
            if (!isWarmUp)
                _milliseconds.Add(milliseconds);
        }

        public GradientTime TimeBeside(Lane<T> yardstick) => new(
            mode,
            _solution!.AcceptedSteps,
            _solution.Evaluations + _report.Evaluations,
            _report.Peak,
            Sample.Of(_milliseconds),
            Sample.Of(_milliseconds.Zip(yardstick._milliseconds, static (mine, theirs) => mine / theirs)).Median);

        private static T[] Draw(string name, int length)
        {
            RandomStream random = new RandomStream(1).Split(name);
            return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextUniform(-1, 1)))];
        }
    }
}
