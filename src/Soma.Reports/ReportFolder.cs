using Soma.Checkpoints;

namespace Soma.Reports;

/// <summary>
/// Writes reports into a folder: <c>curve.svg</c>, <c>table.md</c>, <c>curves.csv</c> and, if there is something to compare with, <c>comparison.md</c>; with figures also
/// <c>report.html</c>, <c>figures/*.svg</c> and <c>tables/*</c>.
/// </summary>
public static class ReportFolder
{
    private const int MostNamed = 4;
    private static readonly string[] _below = ["figures", "tables"];

    /// <summary>Writes a report. Each file appears whole or not at all.</summary>
    /// <param name="folder">The folder; made if missing, with its parents.</param>
    /// <param name="report">What to write.</param>
    /// <param name="figures">The page and its figures; null for none. Figures that an earlier report left in their folders go, lest they be taken for these.</param>
    /// <param name="overwrite">Whether files of an earlier report may be replaced. Other files in the folder are never touched.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ReportException">A file of an earlier report is there, or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, RunReport report, FigureReport? figures = null, bool overwrite = false)
    {
        List<(string Path, string Text)> files =
        [
            (Path.Combine(folder, "curve.svg"), report.CurveSvg),
            (Path.Combine(folder, "table.md"), report.TableMarkdown),
            (Path.Combine(folder, "curves.csv"), report.CurvesCsv),
        ];
        if (report.ComparisonMarkdown.Length > 0)
            files.Add((Path.Combine(folder, "comparison.md"), report.ComparisonMarkdown));
        if (figures is not null)
            files.AddRange([(Path.Combine(folder, "report.html"), figures.Html), .. figures.Files.Select(file => (Path.Combine(folder, file.Path), file.Text))]);
        string[] there = [.. files.Select(static file => file.Path).Where(File.Exists)];
        if (there.Length > 0 && !overwrite)
            throw new ReportException($"{Some(there)} would be overwritten. Choose another folder, or ask for it with --overwrite.");
        try
        {
            Directory.CreateDirectory(folder);
            foreach ((string path, string text) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                AtomicFile.WriteText(path, text);
            }

            if (figures is not null)
                DeleteEarlier(folder, [.. files.Select(static file => file.Path)]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The report cannot be written to '{folder}': {failure.Message} Choose another folder, or make room.");
        }

        return [.. files.Select(static file => file.Path)];
    }

    private static string Some(string[] paths)
    {
        string named = string.Join(" and ", paths.Take(MostNamed).Select(static path => $"'{path}'"));
        return paths.Length <= MostNamed ? named : FormattableString.Invariant($"{named} and {paths.Length - MostNamed} more");
    }

    // Only by names that reports give, and only where they write: other files are never touched.
    private static void DeleteEarlier(string folder, HashSet<string> written)
    {
        foreach (string below in _below.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        {
            foreach (string path in Directory.GetFiles(below).Where(path => !written.Contains(path) && FigureReport.IsOwn($"{Path.GetFileName(below)}/{Path.GetFileName(path)}")))
                File.Delete(path);
        }
    }
}
