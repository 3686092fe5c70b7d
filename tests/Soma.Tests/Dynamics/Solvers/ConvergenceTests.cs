using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Solvers;

/// <summary>The order of each method, measured: the slope of the error over the step, on a nonlinear equation that depends on time and whose solution is known.</summary>
public sealed class ConvergenceTests
{
    private const double End = 2;

    // y = e^(sin t) and z = 1/(1 + t²): y′ = y cos t, and z′ = −2t z², times y over what it should be, so that errors of y reach z.
    private static readonly FunctionField _field = new(2, static (time, state, rate) => (rate[0], rate[1]) = (state[0] * Math.Cos(time), -2 * time * state[1] * state[1] * state[0] / Math.Exp(Math.Sin(time))));

    public static TheoryData<string> Names() => [.. TableauCatalog.All.Select(static tableau => tableau.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_measured_order_is_the_declared_one(string name)
    {
        Tableau tableau = TableauCatalog.Find(name)!;
        int coarsest = tableau.Order switch { >= 8 => 5, >= 3 => 40, _ => 128 };
        (double X, double Y)[] points = [.. Enumerable.Range(0, 4).Select(refinement => (int)(coarsest * Math.Pow(1.5, refinement))).Select(steps => (Math.Log(End / steps), Math.Log(ErrorOf(tableau, steps))))];
        double x = points.Average(static point => point.X), y = points.Average(static point => point.Y);
        double slope = points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        Assert.InRange(slope, tableau.Order - 0.35, tableau.Order + 0.35);
    }

    // Backward in time from the end the start must be found again. Fehlberg's small pair sees little of its error and is the coarsest.
    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_in_time_the_way_leads_back(string name)
    {
        OdeSolver<double> solver = new(new() { Method = name, StepsPerOutput = 1000, RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 });
        double[] there = solver.Solve(_field, [0, End], [1, 1])[1].ToArray();
        ReadOnlySpan<double> back = solver.Solve(_field, [End, 0], there)[1];
        Assert.Equal(1, back[0], 2e-2);
        Assert.Equal(1, back[1], 2e-2);
    }

    private static double ErrorOf(Tableau tableau, int steps)
    {
        // A tolerance that everything meets and a growth of 1 hold an adaptive method to the first step.
        OdeOptions even = new() { Method = tableau.Name, StepsPerOutput = steps, FirstStep = End / steps, Growth = 1, AbsoluteTolerance = 1e6, RelativeTolerance = 1 };
        OdeSolution<double> solution = new OdeSolver<double>(even).Solve(_field, [0, End], [1, 1]);
        Assert.InRange(solution.AcceptedSteps, steps, steps + 1);
        return Math.Max(Math.Abs(solution[1][0] - Math.Exp(Math.Sin(End))), Math.Abs(solution[1][1] - (1 / (1 + (End * End)))));
    }
}
