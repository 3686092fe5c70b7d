using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Data;
using Soma.Metrics;

namespace Soma.Training.Comparisons;

/// <summary>Where the runs of a comparison are kept: a run folder <c>runs/NAME-seedN</c> for each. What is finished there stays, what is not goes on.</summary>
/// <param name="path">The folder of the comparison.</param>
internal sealed class ComparisonFolder(string path)
{
    private const string Runs = "runs", DivergedEvent = "diverged";

    private readonly string _path = Path.GetFullPath(path);

    /// <summary>The folder of a run.</summary>
    public string Of(Experiment run) => Path.Combine(_path, Runs, string.Create(CultureInfo.InvariantCulture, $"{run.Name}-seed{run.Seed}"));

    /// <summary>Refuses runs of an earlier comparison that are not the ones that are wanted now; before anything is written.</summary>
    /// <exception cref="RunFolderException">Any of them is of another experiment, or longer.</exception>
    public void Require(ComparisonPlan plan)
    {
        string[] problems = [.. plan.Runs.Select(run => Misfit(run, Of(run))).OfType<string>()];
        if (problems.Length > 0)
            throw new RunFolderException(string.Join(Environment.NewLine, problems));
        if (Directory.Exists(_path) && !Directory.Exists(Path.Combine(_path, Runs)) && Directory.EnumerateFileSystemEntries(_path).Any())
            throw new RunFolderException($"The folder '{_path}' holds files that are not a comparison's; nothing there is touched. Choose a new or an empty folder.");
    }

    /// <summary>Opens the folder of a run, or makes it.</summary>
    public RunFolder Open(Experiment run, TimeProvider? time) => File.Exists(Path.Combine(Of(run), RunFiles.Experiment))
        ? RunFolder.Open(Of(run), run.Epochs, time)
        : RunFolder.Create(Of(run), run, time: time);

    /// <summary>What a run came to, as its folder tells.</summary>
    /// <param name="run">The run.</param>
    /// <param name="test">What it was tested on.</param>
    /// <returns>Null if it is not over.</returns>
    public ComparedRun? Read(Experiment run, Dataset test)
    {
        string folder = Of(run);
        if (LastEvent(folder) is { } last && (string?)last["event"] == DivergedEvent)
            return new(run, folder, null, false, last.Deserialize<Divergence>(RunJson.Compact));
        string checkpoint = Path.Combine(folder, RunFiles.Checkpoint);
        if (!File.Exists(checkpoint) || EpochsIn(checkpoint, run) < run.Epochs)
            return null;
        double accuracy = MetricsTable.Read(Path.Combine(folder, RunFiles.Metrics)).Column("test_accuracy")[run.Epochs - 1];
        return new(run, folder, accuracy, Chance.IsLevelOf(accuracy, test), null);
    }

    private static int EpochsIn(string checkpoint, Experiment run) => run.Precision == Precision.Bits64
        ? TrainingCheckpoint.Load<double>(checkpoint, run).Epoch
        : TrainingCheckpoint.Load<float>(checkpoint, run).Epoch;

    private static string? Misfit(Experiment run, string folder)
    {
        if (!File.Exists(Path.Combine(folder, RunFiles.Experiment)))
        {
            return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(static entry => Path.GetFileName(entry) != RunFiles.Lock)
                ? $"The folder '{folder}' holds files that are not a run's; nothing there is touched. Choose another folder for the comparison."
                : null;
        }

        Experiment earlier = ExperimentReader.Read(RunFolderGuard.ReadExperiment(folder), folder);
        if (ExperimentWriter.Differences(earlier, run) is { Count: > 0 } differences)
            return $"The run in '{folder}' differs from what is asked for in {string.Join(", ", differences)}. Choose another folder for the comparison, or delete that run.";
        int epochs = MetricsTable.Read(Path.Combine(folder, RunFiles.Metrics)).Rows.Count;
        return epochs > run.Epochs
            ? string.Create(CultureInfo.InvariantCulture, $"The run in '{folder}' has {epochs} epochs already, but {run.Epochs} are asked for. Ask for {epochs}, or choose another folder for the comparison.")
            : null;
    }

    // A killed process may leave half a line at the end.
    private static JsonObject? LastEvent(string folder)
    {
        string path = Path.Combine(folder, RunFiles.Events);
        string text = File.Exists(path) ? File.ReadAllText(path) : "";
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() is { } line ? JsonNode.Parse(line) as JsonObject : null;
    }
}
