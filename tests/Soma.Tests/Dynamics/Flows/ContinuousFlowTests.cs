using Soma.Dynamics.Fields;
using Soma.Dynamics.Flows;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Tests.Dynamics.Flows;

public sealed class ContinuousFlowTests
{
    private static readonly int[] _hidden = [8];
    private static readonly OdeOptions _solver = new() { RelativeTolerance = 1e-6, AbsoluteTolerance = 1e-7 };

    [Fact]
    public void A_field_of_zero_leaves_the_base_as_it_is()
    {
        ContinuousFlow flow = new(_hidden, FieldActivation.Tanh, new double[Grown(1).Length]);
        double[] density = flow.LogDensity([0, 0, 1, -2]);
        Assert.Equal(-Math.Log(2 * Math.PI), density[0], 1e-14);
        Assert.Equal(-Math.Log(2 * Math.PI) - 2.5, density[1], 1e-14);
    }

    // Catches a trace of the wrong sign, or one that is not the trace: the mass would leak or swell.
    [Fact]
    public void A_density_integrates_to_one()
    {
        const int cells = 60;
        const double reach = 7, cell = 2 * reach / cells;
        double[] points = [.. Enumerable.Range(0, cells * cells).SelectMany(static index => new[] { -reach + (((index % cells) + 0.5) * cell), -reach + (((index / cells) + 0.5) * cell) })];
        double[] density = Flow().LogDensity(points);
        Assert.Equal(1, density.Sum(static logarithm => Math.Exp(logarithm) * cell * cell), 1e-3);

        // The base would do so, too.
        Assert.True(density.Where((logarithm, index) => Math.Abs(logarithm - Base(points[2 * index], points[(2 * index) + 1])) > 0.3).Count() > cells, "The field moves nothing, so nothing was shown.");

        static double Base(double x, double y) => -Math.Log(2 * Math.PI) - (0.5 * ((x * x) + (y * y)));
    }

    // Going back and along again is where one was: what is drawn has the density that is computed.
    [Fact]
    public void Draws_have_the_density_that_is_computed()
    {
        const int draws = 4000;
        double[] points = new double[2 * draws];
        Flow().Draw(new RandomStream(2), points);
        double right = points.Where(static (_, index) => index % 2 == 0).Count(static x => x > 0.5) / (double)draws;

        const int cells = 60;
        const double reach = 7, cell = 2 * reach / cells;
        double[] half = [.. Enumerable.Range(0, cells * cells).SelectMany(static index => new[] { 0.5 + (((index % cells) + 0.5) * cell / 2), -reach + (((index / cells) + 0.5) * cell) })];
        Assert.Equal(Flow().LogDensity(half).Sum(static logarithm => Math.Exp(logarithm) * cell * cell / 2), right, 0.03);
    }

    // −log p of a shift can be written down: dz/dt = b moves every point by b and changes no volume.
    [Fact]
    public void A_field_that_only_shifts_shifts_the_density()
    {
        double[] parameters = new double[Grown(1).Length];
        (parameters[^2], parameters[^1]) = (0.5, -1);
        double[] density = new ContinuousFlow(_hidden, FieldActivation.Tanh, parameters, _solver).LogDensity([-0.5, 1]);
        Assert.Equal(-Math.Log(2 * Math.PI), density[0], 1e-9);
    }

    private static ContinuousFlow Flow() => new(_hidden, FieldActivation.Tanh, Grown(3), _solver);

    // Larger than a new field, so that it moves something.
    private static double[] Grown(double size)
    {
        FlowField<double> field = new(1, 2, _hidden);
        field.Grow(new RandomStream(5));
        return [.. field.Parameters.ToArray().Select(value => size * value)];
    }
}
