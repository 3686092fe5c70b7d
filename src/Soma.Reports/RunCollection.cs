using Soma.Sweeps;

namespace Soma.Reports;

/// <summary>Runs to report on, as they lie in folders; those that have nothing to report are left out, and said.</summary>
/// <param name="Runs">At least one.</param>
/// <param name="LeftOut">Why others are left out, a sentence each.</param>
public sealed record RunCollection(IReadOnlyList<RunSeries> Runs, IReadOnlyList<string> LeftOut)
{
    /// <summary>Reads run folders, and those inside folders that are none themselves, such as a sweep's (<see cref="RunSearch"/>); changes nothing in them.</summary>
    /// <param name="paths">Where to look.</param>
    /// <exception cref="ReportException">Any of them holds no run, a run is broken, or there is no run with an epoch.</exception>
    public static RunCollection Find(params IReadOnlyList<string> paths)
    {
        List<string> problems = [], leftOut = [];
        List<RunSeries> runs = [];
        foreach (string folder in RunSearch.In(paths))
        {
            if (RunSeriesReader.Read(folder, problems, leftOut.Add) is { } run)
                runs.Add(run);
        }

        return problems.Count == 0 && runs.Count > 0 ? new(runs, leftOut) : throw new ReportException([.. problems, .. leftOut]);
    }
}
