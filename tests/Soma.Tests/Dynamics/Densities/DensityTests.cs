using Soma.Dynamics.Densities;
using Soma.Numerics;

namespace Soma.Tests.Dynamics.Densities;

public sealed class DensityTests
{
    private const int Draws = 20_000;

    public static TheoryData<string> Names() => [.. DensityCatalog.All.Select(static density => density.Name)];

    [Fact]
    public void The_promised_densities_are_there() => Assert.Equal(["checkerboard", "eight-gaussians", "gaussian", "pinwheel", "rings", "two-moons"], DensityCatalog.All.Select(static density => density.Name));

    // Catches a side that is never reached, and points outside what figures show.
    [Theory]
    [MemberData(nameof(Names))]
    public void Points_lie_around_the_middle_and_within_the_picture(string name)
    {
        double[] points = Of(name);
        double[] xs = [.. points.Where(static (_, index) => index % 2 == 0)], ys = [.. points.Where(static (_, index) => index % 2 == 1)];
        Assert.All((double[][])[xs, ys], static axis =>
        {
            Assert.Equal(0, axis.Average(), 0.05);
            Assert.InRange(axis.Average(static value => value * value), 0.5, 4);
        });
        Assert.InRange(points.Count(static value => Math.Abs(value) > 4), 0, 10);
    }

    // The mean, variance and fourth moment of a normal number are 0, 1 and 3; a tenth of what the polar method refuses would be seen.
    [Fact]
    public void The_gaussian_has_the_moments_of_one()
    {
        double[] points = Of("gaussian");
        Assert.Equal(0, points.Average(), 0.03);
        Assert.Equal(1, points.Average(static value => value * value), 0.03);
        Assert.Equal(3, points.Average(static value => value * value * value * value), 0.2);
    }

    [Fact]
    public void Half_of_the_fields_of_the_board_are_empty()
    {
        double[] points = Of("checkerboard");
        int[] counts = new int[16];
        for (int index = 0; index < points.Length; index += 2)
            counts[((int)Math.Floor((points[index] + 3) / 1.5) * 4) + (int)Math.Floor((points[index + 1] + 3) / 1.5)]++;
        for (int field = 0; field < 16; field++)
        {
            if (((field / 4) + field) % 2 == 0)
                Assert.InRange(counts[field], 2300, 2700);
            else
                Assert.Equal(0, counts[field]);
        }
    }

    [Fact]
    public void Each_of_the_eight_gaussians_is_as_likely()
    {
        double[] points = Of("eight-gaussians");
        int[] counts = new int[8];
        for (int index = 0; index < points.Length; index += 2)
            counts[((int)Math.Round(Math.Atan2(points[index + 1], points[index]) / (Math.PI / 4)) + 8) % 8]++;
        Assert.All(counts, static count => Assert.InRange(count, 2300, 2700));
    }

    private static double[] Of(string name)
    {
        double[] points = new double[2 * Draws];
        DensityCatalog.Find(name)!.Draw(new RandomStream(4), points);
        return points;
    }
}
