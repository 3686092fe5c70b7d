using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using Soma.Numerics;

namespace Soma.Benchmarks;

/// <summary>The defaults, less the paths that this processor does not have.</summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    public BenchmarkConfig()
    {
        Add(DefaultConfig.Instance);
        AddFilter(new SimpleFilter(static benchmark => !IsMissingPath(benchmark)));
    }

    // A method that is named after a path measures that path.
    private static bool IsMissingPath(BenchmarkCase benchmark) =>
        Enum.TryParse(benchmark.Descriptor.WorkloadMethod.Name, out PrimitivePath path) && !PrimitivePaths.IsSupported(path);
}
