namespace Soma.Reports;

/// <summary>Tells experiments of one name apart by the options in which they differ.</summary>
internal static class GroupLabels
{
    /// <summary>A label for each experiment.</summary>
    /// <param name="experiments">A run of each.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunSeries> experiments) =>
        [.. experiments.Select(run => Of(run, [.. experiments.Where(other => other.Name == run.Name)]))];

    private static string Of(RunSeries run, RunSeries[] namesakes)
    {
        IEnumerable<string> differing = run.Options.Keys
            .Where(key => namesakes.Any(other => other.Options.GetValueOrDefault(key) != run.Options[key]))
            .Order(StringComparer.Ordinal)
            .Select(key => $"{key}={run.Options[key]}");
        string differences = string.Join(", ", differing);
        return differences.Length == 0 ? run.Name : $"{run.Name} ({differences})";
    }
}
