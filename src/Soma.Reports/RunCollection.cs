namespace Soma.Reports;

/// <summary>Runs to report on, as they lie in folders; those that ended before their first epoch did are left out, and said.</summary>
/// <param name="Runs">At least one.</param>
/// <param name="LeftOut">Why others are left out, a sentence each.</param>
public sealed record RunCollection(IReadOnlyList<RunSeries> Runs, IReadOnlyList<string> LeftOut)
{
    // The folder of a comparison holds one of runs, and a folder of sweeps holds theirs.
    private const int Deepest = 3;

    /// <summary>Reads run folders, and those inside folders that are none themselves, such as a sweep's; changes nothing in them. The tables of a sweep are passed over, so that <c>sweep/*</c> means its runs.</summary>
    /// <param name="paths">Where to look. What is found twice is taken once.</param>
    /// <exception cref="ReportException">Any of them holds no run, a run is broken, or there is no run with an epoch.</exception>
    public static RunCollection Find(params IReadOnlyList<string> paths)
    {
        List<string> problems = [], leftOut = [];
        List<RunSeries> runs = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string folder in paths.Where(static path => !SweepTableFiles.IsTable(path)).SelectMany(static path => RunsIn(path, Deepest).DefaultIfEmpty(path)))
        {
            if (seen.Add(Path.GetFullPath(folder)) && RunSeriesReader.Read(folder, problems, () => leftOut.Add(RunEnding.Of(folder))) is { } run)
                runs.Add(run);
        }

        if (problems.Count > 0 || runs.Count == 0)
            throw new ReportException([.. problems, .. leftOut, .. problems.Count + leftOut.Count == 0 ? ["There is no run here, only tables of sweeps. Give run folders, or folders of them."] : Array.Empty<string>()]);
        return new(runs, leftOut);
    }

    private static IEnumerable<string> RunsIn(string folder, int depth)
    {
        if (RunSeriesReader.IsRun(folder))
            return [folder];
        return depth > 0 && Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).SelectMany(inner => RunsIn(inner, depth - 1)) : [];
    }
}
