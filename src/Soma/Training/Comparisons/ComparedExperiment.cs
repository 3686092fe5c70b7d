namespace Soma.Training.Comparisons;

/// <summary>An experiment of a comparison and what came of it.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Runs">One per seed, in the order of the plan.</param>
/// <param name="Cost">What a minibatch costs.</param>
public sealed record ComparedExperiment(Experiment Experiment, IReadOnlyList<ComparedRun> Runs, StepCost Cost);

/// <summary>Experiments side by side.</summary>
/// <param name="Plan">What was compared.</param>
/// <param name="Environment">On what the costs were measured.</param>
/// <param name="Experiments">In the order of the plan.</param>
public sealed record ComparisonResult(ComparisonPlan Plan, RunEnvironment Environment, IReadOnlyList<ComparedExperiment> Experiments);
