using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Soma.Benchmarks;

// BenchmarkDotNet looks for the project from the current folder downwards.
Environment.CurrentDirectory = Repository.Root;

// --save is ours: it copies the tables to bench/results/<cpu>/. Everything else is BenchmarkDotNet's.
bool save = args.Contains("--save");
string[] others = [.. args.Where(static argument => argument != "--save")];
IEnumerable<Summary> summaries = BenchmarkSwitcher
    .FromAssembly(typeof(MultiplyBenchmarks).Assembly)
    .Run(others.Length == 0 ? ["--filter", "*"] : others, new BenchmarkConfig());
bool failed = false;
foreach (Summary summary in summaries)
{
    failed |= summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success);
    if (save)
        SavedResults.Write(summary);
}

return failed ? 1 : 0;
