using System.Text.RegularExpressions;
using BenchmarkDotNet.Reports;

namespace Soma.Benchmarks;

/// <summary>Copies a run's table to <c>bench/results/&lt;cpu&gt;/&lt;benchmark&gt;.md</c>, so that a change of speed is seen in review.</summary>
internal static partial class SavedResults
{
    public static void Write(Summary summary)
    {
        string folder = Path.Combine(Repository.Root, "bench", "results", FolderName(summary.HostEnvironmentInfo.CpuInfo.Value.ProcessorName));
        Directory.CreateDirectory(folder);
        foreach (Type benchmarks in summary.BenchmarksCases.Select(static benchmark => benchmark.Descriptor.Type).Distinct())
        {
            string report = Path.Combine(summary.ResultsDirectoryPath, $"{benchmarks.FullName}-report-github.md");
            File.Copy(report, Path.Combine(folder, $"{benchmarks.Name}.md"), overwrite: true);
        }

        Console.WriteLine($"Saved to {folder}");
    }

    private static string FolderName(string? processor) =>
        processor is null ? "unknown" : Unsuitable().Replace(processor, "-").Trim('-').ToLowerInvariant();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Unsuitable();
}
