using Soma.Interchange;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>Trains in a run folder and tells of it: what <c>train</c> and <c>resume</c> share.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="json">Whether other programs listen.</param>
/// <param name="tensorBoard">Whether TensorBoard is to see it.</param>
internal sealed class RunSession(Terminal terminal, bool json, bool tensorBoard)
{
    /// <summary>Trains until the end, however it comes.</summary>
    /// <param name="folder">Made or opened before.</param>
    /// <param name="place">Where it lies and what it learns from.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public ExitCode Run(RunFolder folder, RunPlace place, int threads, CancellationToken cancellation)
    {
        using ThreadTeam team = new(threads);
        ITrainingRun run = TrainingRun.Create(folder, place.Data.Pair, team);
        RunResult result = Watch(place, observer => run.Run(tensorBoard ? new TensorBoardObserver(observer) : observer, cancellation));
        return Conclude(result, place);
    }

    private RunResult Watch(RunPlace place, Func<IRunObserver, RunResult> run)
    {
        if (json)
            return run(new JsonProgress(terminal.Out, place));
        return terminal.IsInteractive ? BarProgress.Watch(terminal.Console, place, run) : run(new PlainProgress(terminal.Out, place));
    }

    private ExitCode Conclude(RunResult result, RunPlace place)
    {
        switch (result.End)
        {
            case RunEnd.Interrupted:
                terminal.Error.WriteLine(RunText.Interrupted(result, place));
                return ExitCode.Interrupted;
            case RunEnd.Diverged:
                Failures.Report($"{result.Divergence} What was saved before lies in {place.Folder}.", terminal);
                return ExitCode.Diverged;
            default:
                // A warning and not a failure: a first epoch on many classes may honestly be at chance, and a script of ten seeds should see all of them.
                if (result.IsAtChance)
                    terminal.Error.WriteLine(RunText.AtChance(result, place));
                return ExitCode.Done;
        }
    }
}
