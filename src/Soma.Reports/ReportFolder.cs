using Soma.Checkpoints;

namespace Soma.Reports;

/// <summary>Writes reports into a folder as <c>curve.svg</c>, <c>table.md</c>, <c>curves.csv</c> and, if there is something to compare with, <c>comparison.md</c>.</summary>
public static class ReportFolder
{
    /// <summary>Writes a report. Each file appears whole or not at all.</summary>
    /// <param name="folder">The folder; made if missing, with its parents.</param>
    /// <param name="report">What to write.</param>
    /// <param name="overwrite">Whether files of an earlier report may be replaced. Other files in the folder are never touched.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="ReportException">A file of an earlier report is there, or the folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, RunReport report, bool overwrite = false)
    {
        List<(string Path, string Text)> files =
        [
            (Path.Combine(folder, "curve.svg"), report.CurveSvg),
            (Path.Combine(folder, "table.md"), report.TableMarkdown),
            (Path.Combine(folder, "curves.csv"), report.CurvesCsv),
        ];
        if (report.ComparisonMarkdown.Length > 0)
            files.Add((Path.Combine(folder, "comparison.md"), report.ComparisonMarkdown));
        string[] there = [.. files.Select(static file => file.Path).Where(File.Exists)];
        if (there.Length > 0 && !overwrite)
            throw new ReportException($"{string.Join(" and ", there.Select(static path => $"'{path}'"))} would be overwritten. Choose another folder, or ask for it with --overwrite.");
        try
        {
            Directory.CreateDirectory(folder);
            foreach ((string path, string text) in files)
                AtomicFile.WriteText(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The report cannot be written to '{folder}': {failure.Message} Choose another folder, or make room.");
        }

        return [.. files.Select(static file => file.Path)];
    }
}
