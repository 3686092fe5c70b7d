using Soma.Dynamics.Adjoints;

namespace Soma.Cli.Benchmarks;

/// <summary>How long a gradient takes, solution included.</summary>
/// <param name="Mode">By which mode.</param>
/// <param name="Steps">Steps of the solution.</param>
/// <param name="Evaluations">Evaluations of the field, forward and back.</param>
/// <param name="Peak">Values that were held when most were.</param>
/// <param name="Milliseconds">Forward and back.</param>
/// <param name="Ratio">The median over the rounds of its time divided by backpropagation's in the same round.</param>
internal sealed record GradientTime(GradientModeInfo Mode, int Steps, long Evaluations, MemoryUse Peak, Sample Milliseconds, double Ratio);
