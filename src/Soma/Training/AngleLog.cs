using System.Globalization;
using System.Text;
using Soma.Checkpoints;

namespace Soma.Training;

/// <summary>
/// <c>angles.csv</c>: the alignment angles as training goes by. Columns: <c>epoch</c> (from 1), <c>minibatch</c> (the one whose update was just done, counted from 0
/// in each epoch), <c>minibatches</c> (updates since the start of training), <c>angle.2</c> …, in degrees.
/// </summary>
internal static class AngleLog
{
    private const string UpdatesColumn = "minibatches";

    /// <summary>Adds a row, in one write; the first one also makes the file.</summary>
    public static void Append(string path, in MinibatchReport minibatch, IReadOnlyList<double> angles)
    {
        StringBuilder text = new();
        if (!File.Exists(path))
        {
            text.Append(CultureInfo.InvariantCulture, $"epoch,minibatch,{UpdatesColumn}");
            for (int layer = 2; layer < angles.Count + 2; layer++)
                text.Append(CultureInfo.InvariantCulture, $",angle.{layer}");
            text.Append('\n');
        }

        long updates = ((long)(minibatch.Epoch - 1) * minibatch.Minibatches) + minibatch.Minibatch;
        text.Append(CultureInfo.InvariantCulture, $"{minibatch.Epoch},{minibatch.Minibatch - 1},{updates}");
        foreach (double angle in angles)
            text.Append(CultureInfo.InvariantCulture, $",{MetricsTable.Rounded(angle)}");
        text.Append('\n');
        using FileStream stream = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Drops the rows after a place, and what a killed process left of its last line.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <param name="updates">Minibatches done where the run goes on.</param>
    public static void DropBeyond(string path, long updates)
    {
        EventLog.DropHalfLine(path);
        MetricsTable table = MetricsTable.Read(path);
        if (table.Columns.Count > 0 && !table.Columns.Contains(UpdatesColumn))
            throw new RunFolderException($"'{path}' has no column '{UpdatesColumn}' in its first line. Restore it, or move the file away to go on without it.");
        bool[] stays = [.. table.Column(UpdatesColumn).Select(done => done <= updates)];
        if (!stays.Contains(true))
            File.Delete(path);
        else if (stays.Contains(false))
            AtomicFile.WriteText(path, (table with { Rows = [.. table.Rows.Where((_, row) => stays[row])] }).ToCsv());
    }

    /// <summary>Has the disk take the rows, so that no checkpoint outlives those before it.</summary>
    public static void Force(string path)
    {
        if (!File.Exists(path))
            return;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Flush(flushToDisk: true);
    }
}
