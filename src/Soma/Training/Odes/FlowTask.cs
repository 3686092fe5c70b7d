using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Densities;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Flows;
using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>
/// Learns a density: points, drawn anew for each minibatch, are carried along by the field to time 1, and the loss is the mean of −log p, which is small where the field brings them to a normal distribution. The test does the same with
/// points that were never learned from, with the exact trace.
/// </summary>
internal sealed class FlowTask : OdeTask
{
    private const int Width = 2;

    private static readonly double[] _times = [0, 1];

    private readonly Density _density;
    private readonly RandomStream _draws, _noiseDraws;
    private readonly FlowField<double> _field, _tester;
    private readonly GradientMode<double> _mode;
    private readonly OdeSolver<double> _solver;
    private readonly double[] _start, _noise, _outputGradients, _startGradient, _testStart;

    public FlowTask(FlowExperiment experiment, ThreadTeam team)
    {
        _density = DensityCatalog.Find(experiment.Density)!;
        RandomStream root = new(experiment.Seed);
        (_draws, _noiseDraws) = (root.Split("points"), root.Split("noise"));
        _field = new(experiment.BatchSize, Width, experiment.Hidden, experiment.Activation, experiment.Trace == TraceKind.Exact, team);
        _tester = new(experiment.TestSamples, Width, experiment.Hidden, experiment.Activation, exactTrace: true, team);
        Learner = new(_field, _field.Grow);
        _mode = GradientModeCatalog.Create<double>(experiment.Gradient, experiment.Solver);
        _solver = new(experiment.Solver);
        (_start, _startGradient) = (new double[_field.StateLength], new double[_field.StateLength]);
        _outputGradients = new double[_times.Length * _field.StateLength];
        _noise = new double[experiment.BatchSize * Width];
        _testStart = new double[_tester.StateLength];
        _density.Draw(root.Split("test"), _testStart.AsSpan(0, experiment.TestSamples * Width));
    }

    /// <inheritdoc/>
    public override LearnedField Learner { get; }

    /// <inheritdoc/>
    public override OdeStep Learn(long iteration, Span<double> gradient)
    {
        _draws.MoveTo((ulong)iteration);
        _density.Draw(_draws, _start.AsSpan(0, _noise.Length));
        _noiseDraws.MoveTo((ulong)iteration);
        foreach (ref double sign in _noise.AsSpan())
            sign = _noiseDraws.NextSign();
        _field.SetNoise(_noise);
        OdeSolution<double> solution = _mode.Forward(_field, _times, _start);
        if (!solution.Outcome.Succeeded)
            return OdeStep.Failed(solution);
        double loss = FlowLoss.Of(solution[1], _outputGradients.AsSpan(_field.StateLength));
        return OdeStep.Of(loss, solution, _mode.Backward(_outputGradients, _startGradient, gradient));
    }

    /// <inheritdoc/>
    public override double Test()
    {
        _tester.SetParameters(_field.Parameters);
        OdeSolution<double> solution = _solver.Solve(_tester, _times, _testStart);
        return solution.Outcome.Succeeded ? FlowLoss.Of(solution[1], default) : double.PositiveInfinity;
    }
}
