using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Golden;

/// <summary>How often the field is evaluated, and how many steps are made and tried: to the last one as in the published code.</summary>
public sealed class SymplecticAdjointCountTests
{
    private static readonly SymplecticAdjointGolden _algorithm = new();

    public static TheoryData<string> Files() => [.. GoldenFiles.Roots().SelectMany(static root => GoldenFiles.FilesOf(root, _algorithm.Folder))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_count_of_the_file_is_ours(string file)
    {
        GoldenCase golden = new(file);
        SymplecticAdjointProblem<double> problem = new(golden);
        OdeSolution<double> solution = new OdeSolver<double>(problem.Options).Solve(problem.Field, problem.Times, problem.Start);
        Dictionary<string, long> counts = new()
        {
            ["nfe_forward"] = solution.Evaluations,
            ["accepted_steps"] = solution.AcceptedSteps,
            ["attempted_steps"] = solution.Attempts.Count,
            ["nfe_backward_symplectic"] = EvaluationsOf(new SymplecticAdjoint<double>(problem.Options), problem),
            ["nfe_backward_checkpoint"] = EvaluationsOf(new CheckpointPerStep<double>(problem.Options), problem),
            ["nfe_backward_adjoint"] = EvaluationsOf(new ContinuousAdjoint<double>(problem.Options), problem),
        };

        // The file of the state in two parts has no continuous adjoint; the other counts are in every file.
        Assert.InRange(counts.Keys.Count(golden.HasText), counts.Count - 1, counts.Count);
        string[] differing = [.. counts.Where(count => golden.Integer(count.Key, otherwise: (int)count.Value) != count.Value).Select(count => $"{count.Key} is {count.Value}, expected {golden.Text(count.Key)}")];
        Assert.Empty(differing);
    }

    private static long EvaluationsOf(GradientMode<double> mode, SymplecticAdjointProblem<double> problem) => problem.KeepGradient("any", mode, []).Evaluations;
}
