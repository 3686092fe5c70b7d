using Soma.Data;
using Soma.Metrics;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>
/// Runs a sweep on this machine. What is remembered are the run folders and nothing else: runs that are finished are skipped, broken ones go on, and of two
/// processes with the same sweep each run is made by one. A run that fails or diverges does not stop the others.
/// </summary>
/// <example>
/// <code>
/// SweepPlan plan = SweepReader.Open("sweep.json");
/// SweepRunner runner = new(plan, plan.Folder, name => DataName.Parse(name).Load().Pair);
/// SweepSurvey survey = runner.Survey();
/// SweepOutcome outcome = runner.Run(survey, JobShare.Of(jobs: 2, threads: 4, survey.Open.Count));
/// </code>
/// </example>
public sealed class SweepRunner
{
    private readonly string _folder;
    private readonly SweepData _data;
    private readonly TimeProvider _time;
    private readonly CellReader _reader;

    /// <summary>Gets ready; nothing is read or written yet.</summary>
    /// <param name="plan">What is to be run.</param>
    /// <param name="folder">Where the run folders are; made when it is needed.</param>
    /// <param name="load">Finds and reads a dataset by the name that experiments give it; called once per dataset.</param>
    /// <param name="time">The clock; the system's if null. It does not change the numbers.</param>
    public SweepRunner(SweepPlan plan, string folder, Func<string, DatasetPair> load, TimeProvider? time = null)
    {
        Plan = plan;
        _folder = Path.GetFullPath(folder);
        _data = new SweepData(load);
        _time = time ?? TimeProvider.System;
        _reader = new CellReader(_folder);
    }

    /// <summary>What is to be run.</summary>
    public SweepPlan Plan { get; }

    /// <summary>Runs that lie elsewhere and need not be made again; none if null, the default.</summary>
    public RunShelf? Elsewhere { get; init; }

    /// <summary>
    /// Puts an observer of one's own before that of each run, to which it passes on what it is told; by default none. Each run gets its own, and runs go on at the same time.
    /// </summary>
    public Func<IRunObserver, IRunObserver> Observing { get; init; } = static observer => observer;

    /// <summary>Looks at all run folders and changes nothing.</summary>
    /// <exception cref="SweepException">An experiment of a very large sweep, which is not checked beforehand, cannot be run as changed.</exception>
    public SweepSurvey Survey() => new([.. Plan.Cells.Select(Look)]);

    /// <summary>Looks at one run folder and changes nothing.</summary>
    /// <param name="number">The run, from 1.</param>
    public CellResult Look(int number) => Look(Plan.Cell(number));

    /// <summary>Reads the data and refuses networks that do not fit it, so that nothing is begun that cannot work.</summary>
    /// <param name="survey">What is to be run.</param>
    /// <exception cref="SweepException">Networks and data do not fit.</exception>
    /// <exception cref="DataException">Data is not there, or cannot be used.</exception>
    public void RequireData(SweepSurvey survey)
    {
        List<Problem> problems = [];
        foreach (CellResult result in survey.Open)
        {
            DatasetPair data = _data.Of(result.Cell.Experiment);
            try
            {
                DataFit.Require(result.Cell.Experiment, data.Train, data.Test);
            }
            catch (ExperimentException failure)
            {
                problems.AddRange(failure.Problems.Select(problem => new Problem("", $"The setting '{result.Cell.Setting.Label}' cannot be run: {problem}")));
            }
        }

        if (problems.Count > 0)
            throw new SweepException(Plan.Origin, [.. problems.Distinct()]);
    }

    /// <summary>About how long the open runs will take: as the finished ones did, else as a few minibatches of each kind of network do now.</summary>
    /// <param name="survey">What is to be run.</param>
    /// <param name="share">How many at a time.</param>
    /// <param name="cancellation">Ends the measuring.</param>
    public TimeSpan Estimate(SweepSurvey survey, JobShare share, CancellationToken cancellation = default) => new SweepEstimate(_data, _time).Of(survey, share, cancellation);

    /// <summary>About how long each run takes from its start to its end, on one thread: as finished runs of its kind did, else as a few minibatches do now.</summary>
    /// <param name="survey">The runs.</param>
    /// <param name="patience">How long to try minibatches of a kind that was never run; null to leave it unknown.</param>
    /// <param name="cancellation">Ends the trying.</param>
    /// <returns>One per run, in order; the time of a run whose data is not there is not known.</returns>
    public IReadOnlyList<RunTime> Times(SweepSurvey survey, TimeSpan? patience, CancellationToken cancellation = default) => new SweepEstimate(_data, _time).Each(survey, patience, cancellation);

    /// <summary>Makes the open runs and returns when all are over, or when they were asked to stop and have saved where they stand.</summary>
    /// <param name="survey">Which runs are open. What somebody else finished meanwhile is skipped.</param>
    /// <param name="share">How many at a time, with how many threads.</param>
    /// <param name="watcher">Is told of it; null for nobody.</param>
    /// <param name="cancellation">Stops every run after its minibatch, saved.</param>
    public SweepOutcome Run(SweepSurvey survey, JobShare share, ISweepWatcher? watcher = null, CancellationToken cancellation = default)
    {
        SweepTold told = new(watcher, survey, _time);
        watcher?.OnStarted(survey, share);
        CellResult[] results = [.. survey.Open];
        int next = -1;
        WorkerThreads.Run(share.Jobs, job =>
        {
            using ThreadTeam team = new(share.ThreadsOf(job));
            int index;
            while (!cancellation.IsCancellationRequested && (index = Interlocked.Increment(ref next)) < results.Length)
                told.CellEnded(job, results[index] = Run(results[index], team, told.ObserverOf(job, results[index]), cancellation));
        });
        return new SweepOutcome(results, cancellation.IsCancellationRequested && results.Any(static result => result.State is CellState.Missing or CellState.Unfinished));
    }

    /// <summary>What the runs of the sweep have brought so far.</summary>
    public SweepTable Tabulate() => SweepTable.Of(Plan, Plan.Cells.Select(Look), _data.Of);

    /// <summary>Whether an accuracy on the test set is no better than guessing.</summary>
    /// <param name="finished">A finished run.</param>
    /// <exception cref="DataException">The data is not there, or cannot be used.</exception>
    public bool IsCollapsed(CellResult finished) => Chance.IsLevelOf(finished.TestAccuracy!.Value, _data.Of(finished.Cell.Experiment).Test);

    private CellResult Look(SweepCell cell)
    {
        CellResult own = _reader.Read(cell);
        return own.State is CellState.Missing or CellState.Unfinished ? Elsewhere?.Find(cell) ?? own : own;
    }

    /// <summary>Looks again at a run.</summary>
    internal CellResult Again(CellResult result) => _reader.Read(result.Cell);

    private CellResult Run(CellResult open, ThreadTeam team, IRunObserver observer, CancellationToken cancellation)
    {
        SweepCell cell = open.Cell;
        try
        {
            using RunFolder folder = RunFolder.OpenOrCreate(Path.Combine(_folder, cell.Folder), cell.Experiment, _time);

            // Now that nobody else can write, what the folder says is final: another process may have been here since it was looked at.
            CellResult now = _reader.Read(cell);
            if (now.State is not (CellState.Missing or CellState.Unfinished))
                return now;
            Train(folder, team, Observing(observer), cancellation);
            return _reader.Read(cell);
        }
        catch (RunFolderException failure) when (failure.IsInUse)
        {
            return new CellResult(cell, CellState.Busy) { Trouble = failure.Message };
        }
        catch (Exception failure)
        {
            // Whatever it was, it was this run's; the others may be days of work.
            return CellReader.Failed(cell, failure.Message);
        }
    }

    private void Train(RunFolder folder, ThreadTeam team, IRunObserver observer, CancellationToken cancellation)
    {
        try
        {
            TrainingRun.Create(folder, _data.Of(folder.Experiment), team, _time).Run(observer, cancellation);
        }
        catch (Exception failure)
        {
            folder.NoteFailure(failure.Message);
            throw;
        }
    }
}
