using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Comparisons;

/// <summary>
/// Rules side by side: trains every experiment of a plan with every seed, each run in a folder of its own, then measures the angles between their updates and backpropagation's gradient and,
/// apart from any training, what a minibatch costs. A comparison that was stopped, in whatever way, goes on when it is run again: finished runs are taken as they are, others go on
/// to the same bits.
/// </summary>
public sealed class RuleComparison
{
    private readonly ComparisonPlan _plan;
    private readonly DatasetPair _data;
    private readonly ThreadTeam _team;
    private readonly TimeProvider? _time;
    private readonly ComparisonFolder _folder;

    /// <summary>Checks that everything fits, before anything is written.</summary>
    /// <param name="plan">What to compare.</param>
    /// <param name="data">What to learn from and test on.</param>
    /// <param name="team">The threads; their number changes the times, and nothing else.</param>
    /// <param name="folder">Where the runs are kept, or were by an earlier attempt; made if missing, with its parents.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <exception cref="ExperimentException">A network does not fit the data.</exception>
    /// <exception cref="RunFolderException">The folder holds something else, or runs that are not those of the plan.</exception>
    public RuleComparison(ComparisonPlan plan, DatasetPair data, ThreadTeam team, string folder, TimeProvider? time = null)
    {
        _plan = plan;
        _data = DataFit.Divide(plan.Experiments[0], data);
        _team = team;
        _time = time;
        _folder = new ComparisonFolder(folder);
        foreach (Experiment experiment in plan.Experiments)
            DataFit.Require(experiment, _data.Train, _data.Test);
        _folder.Require(plan);
    }

    /// <summary>Trains and measures.</summary>
    /// <param name="observer">Is told of it; null for nobody.</param>
    /// <param name="cancellation">Stops it after the minibatch under way, which is saved.</param>
    /// <exception cref="OperationCanceledException">It was stopped; run it again to go on.</exception>
    /// <exception cref="RunFolderException">A run folder cannot be written or is in use.</exception>
    public ComparisonResult Run(IComparisonObserver? observer = null, CancellationToken cancellation = default)
    {
        ILookup<string, ComparedRun> runs = _plan.Runs.Select(run => Finish(run, observer, cancellation)).ToArray().ToLookup(static run => run.Experiment.Name);
        List<ComparedExperiment> experiments = [];
        foreach (Experiment experiment in _plan.Experiments)
        {
            observer?.OnMeasuring(experiment);
            LayerAngleMeasurement angles = new(experiment, _data.Train, _plan.AngleMinibatches, _team);
            ComparedRun[] measured = [.. runs[experiment.Name].Select(run => WithAngles(run, angles, cancellation))];
            experiments.Add(new(experiment, measured, StepCostMeasurement.Run(experiment, _plan, _data.Train, _team, _time, cancellation)));
        }

        return new(_plan, RunEnvironment.Current(_team.Threads), experiments);
    }

    private ComparedRun Finish(Experiment run, IComparisonObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_folder.Read(run, _data.Test) is { } finished)
        {
            observer?.OnSkipped(finished);
            return finished;
        }

        using (RunFolder folder = _folder.Open(run, _time))
        {
            RunResult result = TrainingRun.Create(folder, _data, _team, _time).Run(observer ?? (IRunObserver)SilentObserver.Instance, cancellation);
            if (result.End == RunEnd.Interrupted)
                throw new OperationCanceledException(cancellation);
        }

        return _folder.Read(run, _data.Test) ?? throw new RunFolderException($"The run in '{_folder.Of(run)}' is over, but its files do not say so; something else wrote there. Delete it and run the comparison again.");
    }

    private static ComparedRun WithAngles(ComparedRun run, LayerAngleMeasurement angles, CancellationToken cancellation) => run.Experiment.Precision == Precision.Bits64
        ? WithAngles<double>(run, angles, cancellation)
        : WithAngles<float>(run, angles, cancellation);

    private static ComparedRun WithAngles<T>(ComparedRun run, LayerAngleMeasurement angles, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Experiment experiment = run.Experiment;
        Synapses<T> initial = experiment.Rule.Create<T>().Grow(experiment.Network, new RandomStream(experiment.Seed).Split("weights"));
        return run with
        {
            InitialAngles = angles.Measure(initial, cancellation),
            TrainedAngles = run.Divergence is null
                ? angles.Measure(TrainingCheckpoint.Load<T>(Path.Combine(run.Folder, RunFiles.Checkpoint), experiment).Synapses, cancellation)
                : null,
        };
    }
}
