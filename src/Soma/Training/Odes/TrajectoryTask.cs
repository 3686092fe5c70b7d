using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>
/// Learns a law of motion: pieces of trajectories, drawn anew for each minibatch, are solved from where they start, and the loss is the mean square of what the solution is wrong by at the output times
/// after it. The test solves whole trajectories that were never seen from their starts alone.
/// </summary>
internal sealed class TrajectoryTask : OdeTask
{
    private readonly TrajectoryExperiment _experiment;
    private readonly DynamicalSystem _system;
    private readonly RandomStream _draws;
    private readonly TrajectorySet _train;
    private readonly GradientMode<double> _mode;
    private readonly LearnedField _tester;
    private readonly OdeSolver<double> _solver;
    private readonly double[] _times, _start, _targets, _errors, _startGradient, _testStart;

    public TrajectoryTask(TrajectoryExperiment experiment, ThreadTeam team)
    {
        _experiment = experiment;
        _system = SystemCatalog.Find(experiment.System)!;
        RandomStream root = new(experiment.Seed);
        _draws = root.Split("pieces");
        _train = Make(experiment.Trajectories, root.Split("train"));
        Unseen = Make(experiment.TestTrajectories, root.Split("test"));
        Learner = _system.CreateLearner(experiment.BatchSize, experiment.Hidden, experiment.Activation, team);
        _tester = _system.CreateLearner(experiment.TestTrajectories, experiment.Hidden, experiment.Activation, team);
        _mode = GradientModeCatalog.Create<double>(experiment.Gradient, experiment.Solver);
        _solver = new(experiment.Solver);
        int length = Learner.Field.StateLength;
        _times = [.. _train.Times.Take(experiment.Segment + 1)];
        _start = new double[length];
        _startGradient = new double[length];
        _targets = new double[length * _times.Length];
        _errors = new double[length * _times.Length];
        _testStart = new double[_tester.Field.StateLength];
        for (int trajectory = 0; trajectory < Unseen.Count; trajectory++)
            Unseen[trajectory, 0].CopyTo(_testStart.AsSpan(trajectory * Unseen.Width));
    }

    /// <inheritdoc/>
    public override LearnedField Learner { get; }

    /// <inheritdoc/>
    public override double? TestVariance => Unseen.Variance;

    /// <summary>The trajectories to test by.</summary>
    public TrajectorySet Unseen { get; }

    /// <inheritdoc/>
    public override OdeStep Learn(long iteration, Span<double> gradient)
    {
        DrawPieces(iteration);
        OdeSolution<double> solution = _mode.Forward(Learner.Field, _times, _start);
        if (!solution.Outcome.Succeeded)
            return OdeStep.Failed(solution);
        double loss = MeasureErrors(solution.States);
        return OdeStep.Of(loss, solution, _mode.Backward(_errors, _startGradient, gradient));
    }

    /// <inheritdoc/>
    public override double Test()
    {
        OdeSolution<double> solution = Predict();
        if (!solution.Outcome.Succeeded)
            return double.PositiveInfinity;
        double sum = 0;
        for (int output = 1; output < Unseen.Times.Count; output++)
        {
            ReadOnlySpan<double> states = solution[output];
            for (int trajectory = 0; trajectory < Unseen.Count; trajectory++)
                sum += SquaredDistance(states.Slice(trajectory * Unseen.Width, Unseen.Width), Unseen[trajectory, output]);
        }

        return sum / ((Unseen.Times.Count - 1) * _testStart.Length);
    }

    /// <summary>Solves the unseen trajectories from their starts, all at once: the state is one trajectory after the other.</summary>
    public OdeSolution<double> Predict()
    {
        _tester.Field.SetParameters(Learner.Field.Parameters);
        return _solver.Solve(_tester.Field, [.. Unseen.Times], _testStart);
    }

    private TrajectorySet Make(int count, RandomStream random)
    {
        try
        {
            return TrajectorySet.Make(_system, count, _experiment.Duration, _experiment.Intervals, random);
        }
        catch (InvalidOperationException failure)
        {
            throw new ExperimentException(_experiment.Name, [new("duration", $"is too long: {failure.Message}")]);
        }
    }

    private void DrawPieces(long iteration)
    {
        int width = _train.Width;
        _draws.MoveTo((ulong)iteration);
        for (int piece = 0; piece < _experiment.BatchSize; piece++)
        {
            int trajectory = _draws.NextInt(_train.Count), first = _draws.NextInt(_train.Times.Count - _experiment.Segment);
            _train[trajectory, first].CopyTo(_start.AsSpan(piece * width));
            for (int output = 0; output < _times.Length; output++)
                _train[trajectory, first + output].CopyTo(_targets.AsSpan((output * _start.Length) + (piece * width)));
        }
    }

    // Leaves ∂loss/∂y in the errors; the start, which is given, has none.
    private double MeasureErrors(ReadOnlySpan<double> states)
    {
        int first = _start.Length, count = states.Length - first;
        double sum = 0;
        for (int index = first; index < states.Length; index++)
        {
            double error = states[index] - _targets[index];
            sum += error * error;
            _errors[index] = 2 * error / count;
        }

        return sum / count;
    }

    private static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int index = 0; index < a.Length; index++)
            sum += (a[index] - b[index]) * (a[index] - b[index]);
        return sum;
    }
}
