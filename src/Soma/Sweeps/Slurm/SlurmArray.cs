using System.Globalization;

namespace Soma.Sweeps.Slurm;

/// <summary>Cells that are submitted together. A cluster limits the numbers of tasks, so that a large sweep makes several of them.</summary>
/// <param name="Offset">What is added to the number of a task to have that of its cell, at least 0.</param>
/// <param name="Cells">Numbers of cells, rising.</param>
public sealed record SlurmArray(int Offset, IReadOnlyList<int> Cells)
{
    /// <summary>The tasks as Slurm takes them, such as "1-4,7".</summary>
    public string Tasks => ArrayIndices.Compress(Cells.Select(cell => cell - Offset));

    /// <summary>Divides cells, so that no task has a number that the cluster refuses.</summary>
    /// <param name="cells">Numbers of cells.</param>
    /// <param name="mostTasks">The highest number of a task, at least 1: one less than MaxArraySize.</param>
    internal static IReadOnlyList<SlurmArray> Divide(IEnumerable<int> cells, int mostTasks) =>
        [.. cells.Order().GroupBy(cell => (cell - 1) / mostTasks).Select(block => new SlurmArray(block.Key * mostTasks, [.. block]))];

    /// <summary>The words of the command that submits it.</summary>
    /// <param name="script">The script.</param>
    /// <param name="atMost">Most tasks at once; null for no limit.</param>
    /// <param name="after">Jobs that it waits for, since the limit of one array knows nothing of the others; none if there is no limit.</param>
    internal IReadOnlyList<string> Submission(string script, int? atMost, IEnumerable<string> after)
    {
        string limit = atMost is { } most ? string.Create(CultureInfo.InvariantCulture, $"%{most}") : "";
        string[] before = [.. after];
        return
        [
            "--parsable", $"--array={Tasks}{limit}",
            .. atMost is not null && before.Length > 0 ? [$"--dependency=afterany:{string.Join(':', before)}"] : Array.Empty<string>(),
            script, .. Offset > 0 ? [Offset.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        ];
    }
}
