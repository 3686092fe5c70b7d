using Soma.Training;

namespace Soma.Reports;

/// <summary>
/// Names experiments by what they are and how they were changed: an experiment that comes with the library by the options in
/// which it departs from it, so that a variation is never taken for the published setting; any other by the options in which
/// experiments of its name depart from each other.
/// </summary>
internal static class GroupLabels
{
    /// <summary>A label for each experiment.</summary>
    /// <param name="experiments">A run of each.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunSeries> experiments) => [.. experiments.Select(run => Of(run, Expected(run.Name, experiments)))];

    private static string Of(RunSeries run, IReadOnlyDictionary<string, string>[] expected)
    {
        IEnumerable<string> differing = run.Options
            .Where(option => expected.Any(options => options.GetValueOrDefault(option.Key) != option.Value))
            .OrderBy(static option => option.Key, StringComparer.Ordinal)
            .Select(static option => $"{option.Key}={option.Value}");
        string differences = string.Join(", ", differing);
        return differences.Length == 0 ? run.Name : $"{run.Name} ({differences})";
    }

    private static IReadOnlyDictionary<string, string>[] Expected(string name, IReadOnlyList<RunSeries> experiments) =>
        ExperimentLibrary.All.Any(entry => entry.Name == name) && ExperimentText.Parse(ExperimentLibrary.Open(name).ToJson(), name, []) is { } library
            ? [library.Options]
            : [.. experiments.Where(run => run.Name == name).Select(static run => run.Options)];
}
