using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Systems;

/// <summary>
/// Waves in a shallow channel (Korteweg and de Vries 1895), ∂u/∂t = −6u ∂u/∂x − ∂³u/∂x³, on a ring of 50 points and length 20. In space it is the central difference D of the slope of an energy,
/// du/dt = D(−3u² − D₊D₋u) with H = h Σ ½(D₊u)² − u³, so that the mass h Σu and the energy H do not change in the course of time, as they should not. Its fastest wave turns at 2.6/h³ = 41, which explicit methods meet with
/// steps of some hundredths.
/// </summary>
public sealed class KortewegDeVries() : DynamicalSystem("kdv", "waves in a shallow channel: ∂u/∂t = −6u ∂u/∂x − ∂³u/∂x³ on a ring", "u")
{
    /// <summary>Points of the ring.</summary>
    internal const int Points = 50;

    /// <summary>h.</summary>
    internal const double Step = Length / Points;

    private const double Length = 20;

    // The energy of a place is that of two neighbours.
    private const int Neighbourhood = 2;

    // A soliton of speed c is c/2 high and about 2/√c wide: these stand on enough points.
    private const int Solitons = 2;
    private const double Slowest = 0.5, Fastest = 2;

    /// <inheritdoc/>
    public override int Width => Points;

    /// <inheritdoc/>
    public override double Spacing => Step;

    /// <inheritdoc/>
    public override IReadOnlyList<Invariant> Invariants { get; } = [new("mass", Mass), new("energy", Energy)];

    /// <inheritdoc/>
    public override VectorField<double> CreateField() => new Law();

    /// <summary>Draws two solitons, (c/2) sech²(√c(x − x₀)/2), of speeds c from 0.5 to 2 at any place.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="start">Receives u at each point.</param>
    public override void DrawStart(RandomStream random, Span<double> start)
    {
        start.Clear();
        for (int soliton = 0; soliton < Solitons; soliton++)
        {
            double speed = random.NextUniform(Slowest, Fastest), place = random.NextUniform(0, Length);
            for (int point = 0; point < Points; point++)
            {
                // The nearest of the periodic images, and one to either side of it.
                double distance = (point * Step) - place;
                for (int image = -2; image <= 2; image++)
                    start[point] += speed / 2 * Sech2(Math.Sqrt(speed) / 2 * (distance + (image * Length)));
            }
        }
    }

    /// <summary>A field that learns the energy of two neighbours.</summary>
    /// <inheritdoc/>
    public override LearnedField CreateLearner(int samples, IReadOnlyList<int> hidden, FieldActivation activation, ThreadTeam? team = null)
    {
        EnergyLatticeField<double> field = new(samples, Points, Step, Neighbourhood, hidden, activation, team);
        return new(field, field.Grow);
    }

    private static double Mass(ReadOnlySpan<double> u)
    {
        double sum = 0;
        foreach (double value in u)
            sum += value;
        return Step * sum;
    }

    private static double Energy(ReadOnlySpan<double> u)
    {
        double sum = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double slope = (u[(i + 1) % u.Length] - u[i]) / Step;
            sum += (0.5 * slope * slope) - (u[i] * u[i] * u[i]);
        }

        return Step * sum;
    }

    // sech² x = 4e⁻²ˣ/(1 + e⁻²ˣ)² = 4σ(2x)σ(−2x), by our own exponential, whose bits are the same on every machine.
    private static double Sech2(double x)
    {
        Span<double> both = [2 * x, -2 * x];
        Primitives.Map<double, Sigmoid>(default, both, both);
        return 4 * both[0] * both[1];
    }

    private readonly struct Sigmoid : IFormula1<double>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, double> => LaneMath.Sigmoid<TLanes, double>(a);
    }

    private sealed class Law() : VectorField<double>(Points)
    {
        private readonly double[] _slopes = new double[Points];

        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape)
        {
            for (int i = 0; i < Points; i++)
                _slopes[i] = (-3 * state[i] * state[i]) - SecondDifference(state, i);
            for (int i = 0; i < Points; i++)
                rate[i] = Difference(_slopes, i);
        }

        // D is skew, and what stands behind it is symmetric.
        public override double Pull(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient)
        {
            for (int i = 0; i < Points; i++)
                _slopes[i] = -Difference(cotangent, i);
            for (int i = 0; i < Points; i++)
                stateGradient[i] = (-6 * state[i] * _slopes[i]) - SecondDifference(_slopes, i);
            return 0;
        }

        private static double Difference(ReadOnlySpan<double> g, int i) => (g[(i + 1) % Points] - g[(i + Points - 1) % Points]) / (2 * Step);

        private static double SecondDifference(ReadOnlySpan<double> u, int i) => (u[(i + 1) % Points] - (2 * u[i]) + u[(i + Points - 1) % Points]) / (Step * Step);
    }
}
