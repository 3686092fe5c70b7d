using Soma.Dynamics.Densities;
using Soma.Dynamics.Flows;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>A density beside the flow that learned it.</summary>
public sealed class LearnedDensity
{
    private readonly ulong _seed;

    private LearnedDensity(Density density, ContinuousFlow flow, ulong seed) => (Density, Flow, _seed) = (density, flow, seed);

    /// <summary>What was learned.</summary>
    public Density Density { get; }

    /// <summary>What it was learned by.</summary>
    public ContinuousFlow Flow { get; }

    /// <summary>Reads what the field of a run learned.</summary>
    /// <param name="folder">The run folder; not changed.</param>
    /// <exception cref="RunFolderException">It is missing, or not a run's.</exception>
    /// <exception cref="Checkpoints.CheckpointException">It has no checkpoint that can be read.</exception>
    /// <exception cref="ExperimentException">It did not learn a density.</exception>
    public static LearnedDensity Of(string folder)
    {
        if (OdeRunFolder.ReadExperiment(folder) is not FlowExperiment experiment)
            throw new ExperimentException(folder, [new("density", "is missing: the run did not learn a density.")]);
        using ThreadTeam team = new(1);
        FlowTask task = new(experiment, team);
        OdeState state = OdeCheckpoint.Load(Path.Combine(folder, RunFiles.Checkpoint), OdeState.Begin(experiment, task.Learner));
        return new(DensityCatalog.Find(experiment.Density)!, new ContinuousFlow(experiment.Hidden, experiment.Activation, state.Parameters, experiment.Solver), experiment.Seed);
    }

    /// <summary>Draws from the density itself; the same points every time.</summary>
    /// <param name="points">Receives x and y of each, one after the other.</param>
    public void DrawTrue(Span<double> points) => Density.Draw(new RandomStream(_seed).Split("figure"), points);

    /// <summary>Draws from the flow; the same points every time.</summary>
    /// <param name="points">Receives x and y of each, one after the other.</param>
    public void DrawLearned(Span<double> points) => Flow.Draw(new RandomStream(_seed).Split("figure"), points);
}
