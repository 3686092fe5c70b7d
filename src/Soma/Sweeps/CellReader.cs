using System.Text.Json;
using Soma.Training;

namespace Soma.Sweeps;

/// <summary>Reads from a run folder how a run stands. The folder is all that a sweep remembers.</summary>
/// <param name="folder">The sweep's folder.</param>
internal sealed class CellReader(string folder)
{
    /// <summary>How a run stands. Reads only, so it may be asked while somebody writes.</summary>
    public CellResult Read(SweepCell cell)
    {
        string run = Path.Combine(folder, cell.Folder);
        try
        {
            if (!File.Exists(Path.Combine(run, RunFiles.Experiment)))
                return new CellResult(cell, CellState.Missing);
            return ForeignKeys(run, cell.Experiment) is { Count: > 0 } keys
                ? Failed(cell, $"The folder '{run}' holds a run of another experiment; they differ in {string.Join(", ", keys)}. Nothing there was touched; choose another folder, or move that run away.")
                : Read(cell, run, RunHistory.Read(Path.Combine(run, RunFiles.Events)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ExperimentException or RunFolderException)
        {
            return Failed(cell, failure.Message);
        }
    }

    /// <summary>A run that cannot be made.</summary>
    public static CellResult Failed(SweepCell cell, string trouble) => new(cell, CellState.Failed) { Trouble = trouble };

    private static CellResult Read(SweepCell cell, string run, RunHistory history)
    {
        int epochs = cell.Experiment.Epochs;
        if (history.EpochsDone < epochs)
        {
            return history.DivergedIn is { } epoch
                ? new CellResult(cell, CellState.Diverged) { DivergedIn = epoch, EpochsDone = history.EpochsDone }
                : new CellResult(cell, CellState.Unfinished) { EpochsDone = history.EpochsDone, LastFailure = RunFailure.Read(Path.Combine(run, RunFiles.Failure)) };
        }

        MetricsTable metrics = MetricsTable.Read(Path.Combine(run, RunFiles.Metrics));
        IReadOnlyList<double> accuracies = metrics.Column("test_accuracy"), seconds = metrics.Column("seconds");
        int row = metrics.Column("epoch").ToList().IndexOf(epochs);
        return row < 0 || accuracies.Count == 0
            ? Failed(cell, $"The run in '{run}' is finished, but its {RunFiles.Metrics} tells nothing of epoch {epochs}. Put the file back, or move the run away to make it anew.")
            : new CellResult(cell, CellState.Finished) { EpochsDone = epochs, TestAccuracy = accuracies[row], Seconds = seconds.Count > row ? seconds.Take(row + 1).Sum() : null };
    }

    private static IReadOnlyList<string> ForeignKeys(string run, Experiment wanted)
    {
        string path = Path.Combine(run, RunFiles.Experiment), json = File.ReadAllText(path);
        return json == wanted.ToJson() ? [] : ExperimentWriter.Differences(ExperimentReader.Read(json, path), wanted);
    }

    /// <summary>What the events of a run tell. An epoch is noted after its checkpoint was saved, so that an epoch noted is an epoch kept.</summary>
    private sealed record RunHistory(int EpochsDone, int? DivergedIn)
    {
        public static RunHistory Read(string path)
        {
            RunHistory history = new(0, null);
            foreach (string line in EventLog.Lines(path))
                history = history.After(line);
            return history;
        }

        private RunHistory After(string line)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                JsonElement root = document.RootElement;
                return root.GetProperty("event").GetString() switch
                {
                    "started" or "resumed" => new(root.GetProperty("epochsDone").GetInt32(), null),
                    "epoch" => this with { EpochsDone = root.GetProperty("epoch").GetInt32() },
                    "finished" => this with { EpochsDone = root.GetProperty("epochsDone").GetInt32() },
                    "diverged" => this with { DivergedIn = root.GetProperty("epoch").GetInt32() },
                    _ => this,
                };
            }
            catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // The last line of a process that was killed.
                return this;
            }
        }
    }
}
