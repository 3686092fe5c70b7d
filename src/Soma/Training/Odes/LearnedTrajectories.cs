using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>Trajectories that were never learned from, beside what the learned field makes of their starts.</summary>
public sealed class LearnedTrajectories
{
    private readonly TrajectorySet _unseen;
    private readonly OdeSolution<double> _predicted;

    private LearnedTrajectories(DynamicalSystem system, TrajectorySet unseen, OdeSolution<double> predicted) => (System, _unseen, _predicted) = (system, unseen, predicted);

    /// <summary>What was learned.</summary>
    public DynamicalSystem System { get; }

    /// <summary>How many trajectories there are.</summary>
    public int Count => _unseen.Count;

    /// <summary>The times at which the learned field has an answer: all, unless its solution failed.</summary>
    public IReadOnlyList<double> Times => [.. _unseen.Times.Take(_predicted.Reached)];

    /// <summary>Mean square of the true values about their mean, to judge errors by.</summary>
    public double Variance => _unseen.Variance;

    /// <summary>Reads what the field of a run learned, and solves it.</summary>
    /// <param name="folder">The run folder; not changed.</param>
    /// <exception cref="RunFolderException">It is missing, or not a run's.</exception>
    /// <exception cref="Checkpoints.CheckpointException">It has no checkpoint that can be read.</exception>
    /// <exception cref="ExperimentException">It did not learn trajectories.</exception>
    public static LearnedTrajectories Of(string folder)
    {
        if (OdeRunFolder.ReadExperiment(folder) is not TrajectoryExperiment experiment)
            throw new ExperimentException(folder, [new("system", "is missing: the run did not learn trajectories.")]);
        using ThreadTeam team = new(1);
        TrajectoryTask task = new(experiment, team);
        OdeState state = OdeCheckpoint.Load(Path.Combine(folder, RunFiles.Checkpoint), OdeState.Begin(experiment, task.Learner));
        task.Learner.Field.SetParameters(state.Parameters);
        return new(SystemCatalog.Find(experiment.System)!, task.Unseen, task.Predict());
    }

    /// <summary>A true state.</summary>
    /// <param name="trajectory">From 0.</param>
    /// <param name="output">Number of the time, from 0.</param>
    public ReadOnlySpan<double> True(int trajectory, int output) => _unseen[trajectory, output];

    /// <summary>The learned field's state at the same place.</summary>
    /// <param name="trajectory">From 0.</param>
    /// <param name="output">Number of the time, from 0.</param>
    public ReadOnlySpan<double> Learned(int trajectory, int output) => _predicted[output].Slice(trajectory * _unseen.Width, _unseen.Width);
}
