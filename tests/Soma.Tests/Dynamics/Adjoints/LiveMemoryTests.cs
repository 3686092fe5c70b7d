using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Fields;
using Soma.Tests.Numerics;

namespace Soma.Tests.Dynamics.Adjoints;

/// <summary>Counted values against bytes that are really alive, so that the counts are no fiction. The bytes are those of the whole process, so nothing may run beside.</summary>
[Collection(ForcedPaths.Name)]
public sealed class LiveMemoryTests
{
    [Fact]
    public void Bytes_that_are_alive_follow_the_counts()
    {
        long symplectic = LiveBytes("symplectic-adjoint", out GradientReport ours), plain = LiveBytes("backpropagation", out GradientReport theirs);
        Assert.InRange(plain, theirs.Peak.Total * sizeof(double), (theirs.Peak.Total * sizeof(double) * 1.1) + 1_000_000);
        Assert.InRange(symplectic, 0, (ours.Peak.Total * sizeof(double) * 1.1) + 1_000_000);
        Assert.True(10 * symplectic < plain);
    }

    private static long LiveBytes(string mode, out GradientReport report)
    {
        GradientProblem<double> problem = new(1, 1, 4, [.. Enumerable.Repeat(8, 8)], FieldActivation.Tanh, [0, 1]);
        long before = Alive();
        GradientMode<double> live = GradientModeCatalog.Create<double>(mode, new() { Method = "rk4", StepsPerOutput = 10_000 });
        problem.Gradient(live, out report);
        long bytes = Alive() - before;
        GC.KeepAlive(live);
        GC.KeepAlive(problem);
        return bytes;
    }

    // What earlier tests left to finalizers is gone before anything is counted.
    private static long Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
