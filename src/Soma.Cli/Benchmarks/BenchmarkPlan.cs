using Soma.Networks;

namespace Soma.Cli.Benchmarks;

/// <summary>What is to be measured.</summary>
/// <param name="Architecture">The layers.</param>
/// <param name="BatchSize">Samples per minibatch.</param>
/// <param name="FreeSweeps">Sweeps of the free phase.</param>
/// <param name="NudgedSweeps">Sweeps of the nudged phase.</param>
/// <param name="Threads">Threads of the second measurement of the step; the first always has one.</param>
/// <param name="Seconds">About how long the products, and then the steps, are repeated.</param>
internal sealed record BenchmarkPlan(Architecture Architecture, int BatchSize, int FreeSweeps, int NudgedSweeps, int Threads, double Seconds);
