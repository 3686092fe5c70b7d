using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Soma.Numerics.Tests.Lanes;

[Collection(Paths.Name)]
public sealed class LaneMathTests
{
    private const double Largest = double.PositiveInfinity;

    private static readonly double[] _magnitudes = [0.01, 0.1, 1, 10, 80];

    // The decaying exponential in the sigmoid takes a shorter way than Exp: catches a second rounding among the subnormal numbers, and a sign lost on the way.
    [Fact]
    public void A_sigmoid_is_made_of_the_exponential_to_the_bit()
    {
        Check<float>(120);
        Check<double>(760);

        static void Check<T>(int furthest)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] x = [.. Enumerable.Range(0, 16 * furthest).Select(static i => T.CreateChecked(-i) / T.CreateChecked(16.1))];
            T[] exponentials = new T[x.Length], actual = new T[x.Length];
            Paths.Each(path =>
            {
                Primitives.Map(default(ExpOf<T>), x, exponentials.AsSpan());
                Primitives.Map(default(SigmoidOf<T>), x, actual.AsSpan());
                Bits.AssertEqual<T>([.. exponentials.Select(static e => e / (T.One + e))], actual, $"{path}");
            });
        }
    }

    // Computed with 300 bits. Catches what the platform's library and ours might both get wrong: cancellation, subnormal results, the edges of the ranges.
    [Theory]
    [InlineData("Exp", 1e-20, 1.0)]
    [InlineData("Exp", 1.0, 2.718281828459045)]
    [InlineData("Exp", -1.0, 0.36787944117144233)]
    [InlineData("Exp", 0.34657359027997264, 1.414213562373095)]
    [InlineData("Exp", -0.3465735902799727, 0.7071067811865475)]
    [InlineData("Exp", 709.5, 1.3549863193146328e+308)]
    [InlineData("Exp", -708.25, 2.5759248692837695e-308)]
    [InlineData("Exp", -740.5, 2.5e-322)]
    [InlineData("Exp", 20.125, 549764190.6604683)]
    [InlineData("Sigmoid", 0.5, 0.6224593312018546)]
    [InlineData("Sigmoid", -0.5, 0.37754066879814546)]
    [InlineData("Sigmoid", 1e-09, 0.50000000025)]
    [InlineData("Sigmoid", -36.75, 1.0956650033262366e-16)]
    [InlineData("Sigmoid", -700.5, 5.980196118639791e-305)]
    [InlineData("Sigmoid", -740.5, 2.5e-322)]
    [InlineData("Sigmoid", 36.75, 0.9999999999999999)]
    [InlineData("Sigmoid", 4.25, 0.9859363729567545)]
    [InlineData("Tanh", 1e-300, 1e-300)]
    [InlineData("Tanh", 1e-05, 9.999999999666668e-06)]
    [InlineData("Tanh", 0.0625, 0.062418746747512514)]
    [InlineData("Tanh", 0.2162969962943236, 0.21298583898859713)]
    [InlineData("Tanh", -0.75, -0.6351489523872873)]
    [InlineData("Tanh", 2.5, 0.9866142981514303)]
    [InlineData("Tanh", -9.5, -0.9999999887944072)]
    [InlineData("Tanh", 18.75, 0.9999999999999999)]
    [InlineData("Log", 1.0000000000000002, 2.2204460492503128e-16)]
    [InlineData("Log", 0.9999999999999999, -1.1102230246251565e-16)]
    [InlineData("Log", 5e-324, -744.4400719213812)]
    [InlineData("Log", 1e-310, -713.8013788281542)]
    [InlineData("Log", 0.7071067811865476, -0.3465735902799726)]
    [InlineData("Log", 1.4142135623730951, 0.3465735902799727)]
    [InlineData("Log", 1e+300, 690.7755278982137)]
    [InlineData("Log", 3.0, 1.0986122886681098)]
    [InlineData("Softplus", -740.5, 2.5e-322)]
    [InlineData("Softplus", -30.25, 7.287724095819427e-14)]
    [InlineData("Softplus", -1.2967184072635618, 0.24171216295368286)]
    [InlineData("Softplus", 0.00088124, 0.6935878976329344)]
    [InlineData("Softplus", 0.0, 0.6931471805599453)]
    [InlineData("Softplus", 1.5, 1.7014132779827524)]
    [InlineData("Softplus", 40.5, 40.5)]
    public void Doubles_are_what_a_longer_computation_gives(string function, double x, double expected) => Paths.Each(path =>
    {
        double[] result = new double[1];
        Map(function, [x], result);
        Assert.True(Distance(expected, result[0]) <= 2.5, $"{path}: {function}({x:R}) is {result[0]:R}, expected {expected:R}.");
    });

    // A platform's own function may be wrong by one unit in the last place, hence one more than we promise.
    [Fact]
    public void Doubles_agree_with_the_platform_over_the_whole_range()
    {
        Check<double>("Exp", -746, 710, 2, Math.Exp);
        Check<double>("Exp", -1, 1, 2, Math.Exp);
        Check<double>("Sigmoid", -740, 740, 4, Sigmoid);
        Check<double>("Sigmoid", -3, 3, 4, Sigmoid);
        Check<double>("Tanh", -25, 25, 3.5, Math.Tanh);
        Check<double>("Tanh", -0.1, 0.1, 3.5, Math.Tanh);
        Check<double>("Log", 0, 1e300, 2, Math.Log);
        Check<double>("Log", 0.5, 2, 2, Math.Log);
        Check<double>("Log", 0, 1e-307, 2, Math.Log);
        Check<double>("Softplus", -740, 740, 5, Softplus);
        Check<double>("Softplus", -3, 3, 5, Softplus);
    }

    [Fact]
    public void Floats_are_within_two_units_of_the_last_place_over_the_whole_range()
    {
        Check<float>("Exp", -104, 89, 1, Math.Exp);
        Check<float>("Exp", -1, 1, 1, Math.Exp);
        Check<float>("Sigmoid", -104, 104, 2, Sigmoid);
        Check<float>("Sigmoid", -3, 3, 2, Sigmoid);
        Check<float>("Tanh", -12, 12, 2, Math.Tanh);
        Check<float>("Tanh", -0.1, 0.1, 2, Math.Tanh);
        Check<float>("Log", 0, 1e38, 1, Math.Log);
        Check<float>("Log", 0.5, 2, 1, Math.Log);
        Check<float>("Log", 0, 1e-37, 1, Math.Log);
        Check<float>("Softplus", -104, 104, 2, Softplus);
        Check<float>("Softplus", -3, 3, 2, Softplus);
    }

    [Theory]
    [InlineData("Exp", Largest, Largest)]
    [InlineData("Exp", -Largest, 0)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", -0.0, 1)]
    [InlineData("Exp", 1e30, Largest)]
    [InlineData("Exp", -1e30, 0)]
    [InlineData("Sigmoid", Largest, 1)]
    [InlineData("Sigmoid", -Largest, 0)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Sigmoid", -1e30, 0)]
    [InlineData("Sigmoid", 1e30, 1)]
    [InlineData("Tanh", Largest, 1)]
    [InlineData("Tanh", -Largest, -1)]
    [InlineData("Tanh", 0, 0)]
    [InlineData("Tanh", -0.0, -0.0)]
    [InlineData("Log", 0, -Largest)]
    [InlineData("Log", -0.0, -Largest)]
    [InlineData("Log", -1, double.NaN)]
    [InlineData("Log", -Largest, double.NaN)]
    [InlineData("Log", Largest, Largest)]
    [InlineData("Log", 1, 0)]
    [InlineData("Softplus", Largest, Largest)]
    [InlineData("Softplus", -Largest, 0)]
    [InlineData("Softplus", 1e30, 1e30)]
    [InlineData("Exp", double.NaN, double.NaN)]
    [InlineData("Sigmoid", double.NaN, double.NaN)]
    [InlineData("Tanh", double.NaN, double.NaN)]
    [InlineData("Log", double.NaN, double.NaN)]
    [InlineData("Softplus", double.NaN, double.NaN)]
    public void Special_values_are_exact(string function, double x, double expected) => Paths.Each(path =>
    {
        double[] wide = new double[1];
        float[] narrow = new float[1];
        Map(function, [x], wide);
        Map(function, [(float)x], narrow);
        Assert.Equal((path, expected, (float)expected), (path, wide[0], narrow[0]));
        if (!double.IsNaN(expected))
            Assert.Equal((path, double.IsNegative(expected), double.IsNegative(expected)), (path, double.IsNegative(wide[0]), float.IsNegative(narrow[0])));
    });

    // Learning reads such slopes in every step; a jump from one branch to the other would show here.
    [Fact]
    public void Nothing_jumps_where_a_branch_or_a_power_of_two_changes()
    {
        foreach (string function in (string[])["Exp", "Sigmoid", "Tanh", "Softplus"])
        {
            for (int n = -20; n <= 20; n++)
            {
                double centre = (n + 0.5) * Math.Log(2);
                double[] x = [.. Enumerable.Range(-50, 101).Select(k => centre + (k * 1e-9))];
                double[] y = new double[x.Length];
                Map(function, x, y);
                for (int i = 1; i < y.Length; i++)
                    Assert.True(y[i] >= y[i - 1] && y[i] - y[i - 1] <= 1.1e-9 * Math.Max(1, y[i]), $"{function} jumps at {x[i]:R}.");
            }
        }
    }

    // Taken with AVX-512; every path and every other machine must give the same.
    [Fact]
    public void The_bits_are_those_of_every_other_machine() => Paths.Each(path =>
    {
        Assert.Equal((path, "89e94f27119b56b4"), (path, Checksum<float>()));
        Assert.Equal((path, "e523586c53d53fa2"), (path, Checksum<double>()));
    });

    private static string Checksum<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(21);
        T[] x = [.. Enumerable.Range(0, 4099).Select(i => T.CreateChecked(random.NextSign() * random.NextDouble() * _magnitudes[i % _magnitudes.Length]))];
        T[] all = new T[5 * x.Length];
        int done = 0;
        foreach (string function in (string[])["Exp", "Sigmoid", "Tanh", "Softplus", "Log"])
        {
            if (function == "Log")
                x = [.. x.Select(T.Abs)];
            Map(function, x, all.AsSpan(done, x.Length));
            done += x.Length;
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(all.AsSpan())))[..16];
    }

    private static void Check<T>(string function, double low, double high, double tolerated, Func<double, double> truth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(3);
        T[] x = [.. Enumerable.Range(0, 20_000).Select(_ => T.CreateChecked(low + ((high - low) * random.NextDouble())))];
        T[] y = new T[x.Length];
        Map(function, x, y);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = truth(double.CreateChecked(x[i]));
            double distance = typeof(T) == typeof(float) ? FloatDistance(expected, float.CreateChecked(y[i])) : Distance(expected, double.CreateChecked(y[i]));
            Assert.True(distance <= tolerated, $"{function}({x[i]:R}) is {y[i]:R}, {distance:F2} units of the last place from {expected:R}.");
        }
    }

    // In units of the last place of the truth; those of subnormal numbers are all alike.
    private static double Distance(double expected, double actual) => expected == actual ? 0 : Math.Abs(actual - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));

    private static double FloatDistance(double expected, float actual)
    {
        if ((float)expected == actual)
            return 0;
        float rounded = MathF.Abs((float)expected);
        return Math.Abs(actual - expected) / ((double)MathF.BitIncrement(rounded) - rounded);
    }

    private static double Sigmoid(double x) => x > 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    // ln(1 + u) = 2·artanh(u/(2 + u)), which keeps the digits of a small u.
    private static double Softplus(double x)
    {
        double u = Math.Exp(-Math.Abs(x));
        return Math.Max(0, x) + (2 * Math.Atanh(u / (2 + u)));
    }

    private static void Map<T>(string function, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (function)
        {
            case "Exp":
                Primitives.Map(default(ExpOf<T>), x, y);
                break;
            case "Sigmoid":
                Primitives.Map(default(SigmoidOf<T>), x, y);
                break;
            case "Tanh":
                Primitives.Map(default(TanhOf<T>), x, y);
                break;
            case "Log":
                Primitives.Map(default(LogOf<T>), x, y);
                break;
            default:
                Primitives.Map(default(SoftplusOf<T>), x, y);
                break;
        }
    }
}
