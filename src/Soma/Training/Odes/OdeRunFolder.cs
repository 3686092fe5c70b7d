using System.Globalization;
using System.Text.Json;
using Soma.Checkpoints;

namespace Soma.Training.Odes;

/// <summary>
/// The folder in which a field is trained: <c>experiment.json</c>, <c>metrics.csv</c>, <c>checkpoint.safetensors</c> and <c>environment.json</c>. While it is open no other process can write to it. A process killed
/// at any moment leaves the last whole checkpoint and at worst rows of metrics beyond it, which are dropped when the run goes on.
/// </summary>
public sealed class OdeRunFolder : IDisposable
{
    private readonly FileStream _lock;
    private List<OdeMetrics> _rows = [];

    private OdeRunFolder(string path, OdeExperiment experiment, FileStream held) => (Path, Experiment, _lock) = (path, experiment, held);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>What is computed in it.</summary>
    public OdeExperiment Experiment { get; }

    /// <summary>Full path of the checkpoint; the file need not exist yet.</summary>
    public string CheckpointPath => FileOf(RunFiles.Checkpoint);

    /// <summary>Makes a folder for a new run.</summary>
    /// <param name="path">The folder; made if missing, with its parents.</param>
    /// <param name="experiment">What will be computed.</param>
    /// <param name="overwrite">Whether an earlier run in the folder may be deleted. Files that are not a run's are never deleted.</param>
    /// <exception cref="RunFolderException">The folder holds something already, is in use, or cannot be written.</exception>
    public static OdeRunFolder Create(string path, OdeExperiment experiment, bool overwrite = false)
    {
        string full = System.IO.Path.GetFullPath(path);
        OdeRunFolder folder = new(full, experiment, RunFolderGuard.Claim(full, overwrite));
        try
        {
            folder.WriteExperiment();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder of an earlier run to go on with it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="iterations">The new number of iterations in all; null to keep it.</param>
    /// <exception cref="RunFolderException">It is missing, not a run's, in use, or cannot be written.</exception>
    /// <exception cref="ExperimentException">Its experiment.json is not that of a field, or cannot be used.</exception>
    public static OdeRunFolder Open(string path, int? iterations = null)
    {
        string full = System.IO.Path.GetFullPath(path);
        return new OdeRunFolder(full, ReadExperiment(full, iterations), RunFolderGuard.Lock(full));
    }

    /// <summary>Lets other processes write to it again.</summary>
    public void Dispose() => _lock.Dispose();

    /// <summary>What is computed in a folder.</summary>
    /// <param name="path">The folder; not changed.</param>
    /// <param name="iterations">The new number of iterations in all; null to keep it.</param>
    /// <exception cref="RunFolderException">It is missing, or not a run's.</exception>
    /// <exception cref="ExperimentException">Its experiment.json is not that of a field, or cannot be used.</exception>
    public static OdeExperiment ReadExperiment(string path, int? iterations = null)
    {
        IReadOnlyList<string> changes = iterations is { } wanted ? [string.Create(CultureInfo.InvariantCulture, $"iterations={wanted}")] : [];
        return OdeExperimentReader.Read(RunFolderGuard.ReadExperiment(path), System.IO.Path.Combine(path, RunFiles.Experiment), changes);
    }

    /// <summary>Full path of the metrics in a folder.</summary>
    internal static string MetricsOf(string path) => System.IO.Path.Combine(path, RunFiles.Metrics);

    /// <summary>Notes that a run begins or goes on, and drops rows beyond the place where it does.</summary>
    internal void Begin(long iteration, RunEnvironment environment) => RunFolderGuard.Writing(Path, () =>
    {
        WriteExperiment();
        AtomicFile.WriteText(FileOf(RunFiles.Environment), JsonSerializer.Serialize(environment, RunJson.Indented) + "\n");
        _rows = [.. OdeMetrics.Read(MetricsOf(Path)).Where(row => row.Iteration <= iteration && (row.Iteration % Experiment.ReportEvery == 0 || row.Iteration == Experiment.Iterations))];
    });

    /// <summary>Keeps a row and the state that it belongs to, in this order: a kill between the two leaves a row too many, which is made again.</summary>
    internal void Save(OdeMetrics row, OdeState state) => RunFolderGuard.Writing(Path, () =>
    {
        _rows.Add(row);
        AtomicFile.WriteText(MetricsOf(Path), OdeMetrics.ToCsv(_rows));
        OdeCheckpoint.Save(CheckpointPath, Experiment, state);
    });

    /// <summary>Keeps a place between two rows.</summary>
    internal void SavePosition(OdeState state) => RunFolderGuard.Writing(Path, () => OdeCheckpoint.Save(CheckpointPath, Experiment, state));

    private void WriteExperiment() => RunFolderGuard.Writing(Path, () => AtomicFile.WriteText(FileOf(RunFiles.Experiment), Experiment.ToJson()));

    private string FileOf(string name) => System.IO.Path.Combine(Path, name);
}
