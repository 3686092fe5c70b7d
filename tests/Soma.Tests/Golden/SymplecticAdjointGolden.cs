using System.Numerics;
using Soma.Dynamics.Adjoints;

namespace Soma.Tests.Golden;

/// <summary>The folder symplectic-adjoint: Runge–Kutta solutions, their step records, and their gradients by every mode.</summary>
internal sealed class SymplecticAdjointGolden : IGoldenAlgorithm
{
    private static readonly string[] _given = ["W1", "b1", "wt", "W2", "b2", "y0", "t", "G", "q0", "Gq"];

    public string Folder => "symplectic-adjoint";

    // Adaptive steps at double's tolerances mean nothing in float; what float gives over the same steps is compared with double elsewhere.
    public bool IsForFloat => false;

    public bool IsInput(string tensor) => _given.Contains(tensor);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SymplecticAdjointProblem<T> problem = new(golden);
        Dictionary<string, double[]> computed = [];
        problem.KeepSolution(new SymplecticAdjoint<T>(problem.Options).Forward(problem.Field, problem.Times, problem.Start), computed);
        problem.KeepGradient("symplectic", new SymplecticAdjoint<T>(problem.Options), computed);
        problem.KeepGradient("backprop", new SolverBackpropagation<T>(problem.Options), computed);
        problem.KeepGradient("checkpoint", new CheckpointPerStep<T>(problem.Options), computed);
        problem.KeepGradient("adjoint", new ContinuousAdjoint<T>(problem.Options), computed);
        problem.KeepGradient("backprop_auto", new SolverBackpropagation<T>(problem.Options) { LetFirstStepLeak = true }, computed);
        return computed;
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => throw new NotSupportedException("There is nothing in float to compare with.");

    // Step sizes depend on err^(−1/p), which amplifies rounding; the page of the files measures by the largest value of a tensor.
    public DoublePrecisionLimits DoubleLimitsFor(string tensor) =>
        tensor.StartsWith("steps.", StringComparison.Ordinal) || tensor.StartsWith("attempts.", StringComparison.Ordinal) || tensor.StartsWith("adjoint.", StringComparison.Ordinal)
            ? new(1e-8, 1e-8)
            : new(1e-9, 1e-9);
}
