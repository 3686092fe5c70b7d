using Soma.Checkpoints;
using Soma.Sweeps;

namespace Soma.Reports;

/// <summary>Keeps the table of a sweep as <c>table.csv</c> and <c>table.md</c> in the sweep's folder.</summary>
public static class SweepTableFiles
{
    // Two sweeps may end at the same moment; either needs the file for a few milliseconds only.
    private const int MostTries = 40;
    private static readonly TimeSpan _betweenTries = TimeSpan.FromMilliseconds(25);

    /// <summary>Writes both files over earlier ones. If runs end elsewhere meanwhile they are written again, so that of several processes the last one leaves the whole table.</summary>
    /// <param name="folder">The sweep's folder; made if missing.</param>
    /// <param name="tabulate">Makes the table of what is there now.</param>
    /// <returns>The table as it was written last.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static SweepTable Write(string folder, Func<SweepTable> tabulate)
    {
        Directory.CreateDirectory(folder);
        SweepTable table = tabulate();
        while (true)
        {
            string csv = table.ToCsv();
            WriteText(Path.Combine(folder, SweepTable.CsvFile), csv);
            WriteText(Path.Combine(folder, SweepTable.MarkdownFile), MarkdownOf(table));
            SweepTable now = tabulate();
            if (now.ToCsv() == csv)
                return table;
            table = now;
        }
    }

    /// <summary>The text of <c>table.md</c>.</summary>
    /// <param name="table">The table.</param>
    public static string MarkdownOf(SweepTable table) =>
        MarkdownTable.Write(table.Heads, table.Cells) + "\nTest accuracy after the last epoch; mean ± sample standard deviation over the seeds that finished.\n";

    /// <summary>Writes a file over an earlier one, also while another process writes the same one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static void WriteText(string path, string text)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                AtomicFile.WriteText(path, text);
                return;
            }
            catch (IOException) when (attempt < MostTries)
            {
                Thread.Sleep(_betweenTries);
            }
        }
    }
}
