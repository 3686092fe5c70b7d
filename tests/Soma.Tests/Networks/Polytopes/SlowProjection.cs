using Soma.Networks;

namespace Soma.Tests.Networks.Polytopes;

/// <summary>
/// Projections by other ways than those of the library: bisection for a multiplier, and Dykstra's alternating projections for sets that share units.
/// </summary>
internal static class SlowProjection
{
    private const int Cycles = 4000;

    public static double[] Of(LayerDomain domain, double[] u) => domain.Set switch
    {
        "unitBox" => [.. u.Select(static value => Math.Clamp(value, 0, 1))],
        "signedBox" => [.. u.Select(static value => Math.Clamp(value, -1, 1))],
        "simplex" => Shrunk(u, Bisect(u, Rectified, lowest: u.Min() - 2), Rectified),
        "nonnegativeL1Ball" => Ball(u, Rectified),
        "signedL1Ball" => Ball(u, Softened),
        "canonical" => Dykstra(domain, u),
        _ => throw new NotSupportedException($"Give the set '{domain.Set}' a slow projection here."),
    };

    private static double Rectified(double value, double tau) => Math.Max(0, value - tau);

    private static double Softened(double value, double tau) => Math.Sign(value) * Math.Max(0, Math.Abs(value) - tau);

    private static double[] Ball(double[] u, Func<double, double, double> shrink) =>
        Shrunk(u, Norm(u, shrink, 0) <= 1 ? 0 : Bisect(u, shrink, lowest: 0), shrink);

    private static double[] Shrunk(double[] u, double tau, Func<double, double, double> shrink) => [.. u.Select(value => shrink(value, tau))];

    private static double Norm(double[] u, Func<double, double, double> shrink, double tau) => u.Sum(value => Math.Abs(shrink(value, tau)));

    // The norm falls as τ rises.
    private static double Bisect(double[] u, Func<double, double, double> shrink, double lowest)
    {
        double low = lowest, high = u.Max(Math.Abs);
        for (int step = 0; step < 200; step++)
        {
            double middle = (low + high) / 2;
            if (Norm(u, shrink, middle) > 1)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    private static double[] Dykstra(LayerDomain domain, double[] u)
    {
        List<Func<double[], double[]>> sets = [point => [.. point.Select((value, unit) => Math.Clamp(value, domain.SignedUnits.Contains(unit) ? -1 : 0, 1))]];
        foreach (IReadOnlyList<int> subvector in domain.Subvectors)
        {
            sets.Add(point =>
            {
                double[] inside = Ball([.. subvector.Select(unit => point[unit])], Softened);
                double[] all = [.. point];
                for (int place = 0; place < inside.Length; place++)
                    all[subvector[place]] = inside[place];
                return all;
            });
        }

        double[] current = u;
        double[][] corrections = [.. sets.Select(_ => new double[u.Length])];
        for (int cycle = 0; cycle < Cycles; cycle++)
        {
            double moved = 0;
            for (int set = 0; set < sets.Count; set++)
            {
                double[] before = [.. current.Zip(corrections[set], static (value, correction) => value + correction)];
                double[] after = sets[set](before);
                moved = Math.Max(moved, after.Zip(current, static (a, b) => Math.Abs(a - b)).Max());
                corrections[set] = [.. before.Zip(after, static (value, nearest) => value - nearest)];
                current = after;
            }

            if (moved < 1e-14)
                break;
        }

        return current;
    }
}
