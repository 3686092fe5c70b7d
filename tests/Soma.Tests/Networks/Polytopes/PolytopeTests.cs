using System.Numerics;
using Soma.Networks.Confinements;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Tests.Networks.Polytopes;

/// <summary>What every set promises, asked of every set that the catalogue finds.</summary>
public sealed class PolytopeTests
{
    private const int Points = 60;

    public static TheoryData<string> Names() => DomainCases.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_projection_is_inside(string name)
    {
        Polytope<float> singlePolytope = PolytopeOf<float>(DomainCases.All[name]);
        ForEachPoint(name, (polytope, u, r) =>
        {
            if (!polytope.Contains(r, 1e-14))
                Assert.Fail($"{Shown(u)} went to {Shown(r)}");
            float[] single = Project(singlePolytope, [.. u.Select(static value => (float)value)]);
            if (!singlePolytope.Contains(single, 5e-6))
                Assert.Fail($"{Shown(u)} went to {Shown([.. single.Select(static value => (double)value)])} in single precision");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Projecting_twice_is_projecting_once(string name) =>
        ForEachPoint(name, static (polytope, u, r) => AssertNear(r, Project(polytope, r), 1e-13, u));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_projection_agrees_with_a_slow_independent_one(string name) =>
        ForEachPoint(name, (polytope, u, r) => AssertNear(SlowProjection.Of(DomainCases.All[name].Domain, u), r, 1e-9 * Math.Max(1, Largest(u)), u));

    // ⟨u − r, c − r⟩ ≤ 0 for every c of a convex set: not even a step towards c would come nearer to u. Catches what a comparison of distances alone would
    // miss, a point that is nearly the nearest.
    [Theory]
    [MemberData(nameof(Names))]
    public void No_point_of_the_set_is_nearer(string name)
    {
        DomainCase given = DomainCases.All[name];
        Polytope<double> polytope = PolytopeOf<double>(given);
        List<double[]> inside = [.. Candidates(given.Units, new RandomStream(5)).Where(point => polytope.Contains(point, 1e-12)).Take(200)];
        Assert.True(inside.Count >= 20, $"Only {inside.Count} points of the set were found.");
        ForEachPoint(name, (_, u, r) =>
        {
            foreach (double[] c in inside)
            {
                double towards = 0, ours = 0, theirs = 0;
                for (int unit = 0; unit < u.Length; unit++)
                {
                    towards += (u[unit] - r[unit]) * (c[unit] - r[unit]);
                    ours += (u[unit] - r[unit]) * (u[unit] - r[unit]);
                    theirs += (u[unit] - c[unit]) * (u[unit] - c[unit]);
                }

                double rounding = 1e-11 * Math.Max(1, Largest(u)) * u.Length;
                if (!(towards <= rounding && ours <= theirs + rounding))
                    Assert.Fail($"{Shown(c)} is nearer to {Shown(u)} than {Shown(r)}");
            }
        });
    }

    // Catches a set that is too large or too small: no point outside may be its own projection, every point inside is.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_point_is_its_own_projection_exactly_if_it_is_inside(string name) =>
        ForEachPoint(name, (polytope, u, r) => Assert.Equal(polytope.Contains(u, 1e-12), Distance(u, r) <= 1e-9));

    // Catches rows that leak into one another, and padding that is no longer zero.
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sample_is_projected_alone_and_no_other_row_is_touched(string name)
    {
        DomainCase given = DomainCases.All[name];
        Polytope<double> polytope = PolytopeOf<double>(given);
        double[][] points = [.. PointsFor(given.Units).Take(6)];
        Matrix<double> u = new(6, given.Units), r = new(6, given.Units);
        u.Import([.. points.SelectMany(static point => point)]);
        polytope.Project(u, r, new RowRange(1, 5));
        for (int sample = 0; sample < 6; sample++)
        {
            Assert.Equal(sample is 0 or 5 ? new double[given.Units] : Project(polytope, points[sample]), r.Row(sample).ToArray());
            Assert.All(r.Block(new RowRange(sample, sample + 1))[given.Units..].ToArray(), static padding => Assert.Equal(0.0, padding));
        }
    }

    // A network that has diverged must end as a divergence, not hang here.
    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_a_number_does_not_hang(string name)
    {
        DomainCase given = DomainCases.All[name];
        foreach (double poison in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
            Project(PolytopeOf<double>(given), [.. Enumerable.Range(0, given.Units).Select(unit => unit % 3 == 0 ? poison : unit)]);
    }

    // Every round of pivots drops one unit only: the worst case there is.
    [Fact]
    public void Gaps_that_grow_like_powers_of_two_are_projected_too()
    {
        double[] u = [.. Enumerable.Range(0, 60).Select(static unit => -Math.Pow(2, unit - 30))];
        double[] slow = SlowProjection.Of(new Soma.Networks.LayerDomain { Set = "simplex" }, u);
        AssertNear(slow, Project(new Simplex<double>(), u), 1e-12, u);
    }

    // Catches a threshold that is subtracted from a large potential: the digits of the rates would be lost.
    [Fact]
    public void A_large_common_offset_costs_no_digits()
    {
        float[] u = [1_000_000.25f, 1_000_000.5f, 999_999.5f, 1_000_000.375f];
        Assert.Equal([5f / 24, 11f / 24, 0f, 8f / 24], Project(new Simplex<float>(), u), static (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    private static Polytope<T> PolytopeOf<T>(DomainCase given)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => DomainCatalog.Find<T>(given.Domain)!.Polytope;

    private static void ForEachPoint(string name, Action<Polytope<double>, double[], double[]> check)
    {
        DomainCase given = DomainCases.All[name];
        Polytope<double> polytope = PolytopeOf<double>(given);
        foreach (double[] u in PointsFor(given.Units))
            check(polytope, u, Project(polytope, u));
    }

    private static T[] Project<T>(Polytope<T> polytope, T[] u)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> somatic = new(1, u.Length), rates = new(1, u.Length);
        somatic.Import(u);
        polytope.Project(somatic, rates, new RowRange(0, 1));
        return rates.ToArray();
    }

    private static IEnumerable<double[]> PointsFor(int units)
    {
        yield return new double[units];
        yield return [.. Enumerable.Repeat(0.75, units)];
        yield return [.. Enumerable.Repeat(-3.0, units)];
        yield return [.. Enumerable.Range(0, units).Select(unit => 1.0 / units)];
        RandomStream random = new RandomStream(3).Split($"points/{units}");
        double[] scales = [0.05, 0.3, 1, 4, 100];
        for (int point = 0; point < Points; point++)
        {
            double scale = scales[point % scales.Length];

            // Every third point has ties and exact zeros.
            yield return
            [
                .. Enumerable.Range(0, units).Select(_ => point % 3 == 0
                    ? scale * (random.NextInt(5) - 2) / 2
                    : scale * random.NextUniform(-1, 1)),
            ];
        }
    }

    private static IEnumerable<double[]> Candidates(int units, RandomStream random)
    {
        for (int draw = 0; draw < 4000; draw++)
        {
            double[] point = [.. Enumerable.Range(0, units).Select(_ => random.NextDouble() < 0.5 ? 0 : random.NextUniform(draw % 2 == 0 ? 0 : -1, 1))];
            double norm = point.Sum(Math.Abs);
            double scale = (draw % 3) switch
            {
                0 => 1,
                1 => 1 / Math.Max(norm, 1e-9),
                _ => random.NextDouble() / Math.Max(norm, 1),
            };
            yield return [.. point.Select(value => value * scale)];
        }
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance, double[] u)
    {
        if (!(Distance(expected, actual) <= tolerance))
            Assert.Fail($"{Shown(u)}: expected {Shown(expected)}, found {Shown(actual)}, {Distance(expected, actual):E1} apart");
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, static (x, y) => Math.Abs(x - y)).Max();

    private static double Largest(double[] values) => values.Max(Math.Abs);

    private static string Shown(double[] values) => $"[{string.Join(", ", values.Select(static value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]";
}
