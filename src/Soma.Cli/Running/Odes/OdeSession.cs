using Soma.Cli.Parsing;
using Soma.Numerics;
using Soma.Reports.Odes;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Cli.Running.Odes;

/// <summary>Trains a field in a run folder, tells of it and draws what came of it: what the verbs that train fields share.</summary>
/// <param name="terminal">Where it is told.</param>
/// <param name="path">The folder, as it was written.</param>
/// <param name="json">Whether other programs listen.</param>
internal sealed class OdeSession(Terminal terminal, string path, bool json)
{
    /// <summary>Trains until the end, however it comes.</summary>
    /// <param name="folder">Made or opened before.</param>
    /// <param name="threads">Threads that were asked for; null for as many as are of use.</param>
    /// <param name="cancellation">Asks to save and stop.</param>
    public ExitCode Run(OdeRunFolder folder, int? threads, CancellationToken cancellation)
    {
        using ThreadTeam team = new(CommonOptions.ThreadsFor(threads, terminal, folder.Experiment.BatchSize));
        OdeTrainer trainer = new(folder.Experiment, team);
        OdeState state = trainer.Load(folder);
        OdeProgress progress = new(terminal.Out, path, json);
        progress.Start(folder.Experiment, trainer, state, team.Threads);
        OdeRunResult result = trainer.Run(state, folder, progress, cancellation);
        IReadOnlyList<string> figures = result.End == RunEnd.Done ? OdeFigures.Write(path) : [];
        progress.End(result, figures);
        return Conclude(result);
    }

    private ExitCode Conclude(OdeRunResult result)
    {
        switch (result.End)
        {
            case RunEnd.Interrupted:
                terminal.Error.WriteLine(FormattableString.Invariant($"interrupted after iteration {result.Iteration}; saved. Go on with: soma ode resume {(path.Contains(' ') ? $"\"{path}\"" : path)}"));
                return ExitCode.Interrupted;
            case RunEnd.Diverged:
                string way = result.Failure is { } outcome ? outcome.Advice : "";
                Failures.Report(FormattableString.Invariant($"Diverged in iteration {result.Iteration + 1}: the solution of a minibatch failed. {way} A lower learning rate may keep the field tame. What was saved before lies in {path}."), terminal);
                return ExitCode.Diverged;
            default:
                return ExitCode.Done;
        }
    }
}
