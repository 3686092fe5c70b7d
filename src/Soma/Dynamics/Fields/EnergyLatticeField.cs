using System.Globalization;
using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>
/// A field over points of a ring that conserves what it should: u moves by du/dt = D ∂E/∂u, where the energy E(u) = Σᵢ e(uᵢ, …, uᵢ₊ᵣ₋₁) is the sum of what one small perceptron makes of each neighbourhood, and
/// (D g)ᵢ = (gᵢ₊₁ − gᵢ₋₁)/2h is the central difference. D being skew, E and the mass Σuᵢ stay what they are, whatever the perceptron has learned: only the energy is to be found.
/// </summary>
/// <remarks>
/// The state is one sample after the other. Parameters lie layer by layer as in <see cref="PerceptronField{T}"/>. A use remembers the activities of the hidden layers of every neighbourhood; it is differentiated by the
/// Hessian of E, which the perceptron's tangents give. A thread team divides the neighbourhoods; the bits do not depend on it.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class EnergyLatticeField<T> : VectorField<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TangentPerceptron<T> _perceptron;
    private readonly T[] _slopes, _pushed;
    private readonly T _inverseSpan;

    /// <summary>Makes a field whose parameters are all zero; see <see cref="Grow"/>.</summary>
    /// <param name="samples">Samples of the batch, at least 1.</param>
    /// <param name="points">Points of the ring, at least 3.</param>
    /// <param name="spacing">h, in units of length, more than 0.</param>
    /// <param name="neighbourhood">r: points that the energy of a place depends on, 1 to <paramref name="points"/>.</param>
    /// <param name="hidden">Units of each hidden layer, at least one layer.</param>
    /// <param name="activation">φ of the hidden layers.</param>
    /// <param name="team">Threads that divide the work; without one the caller does all. It is not disposed of.</param>
    /// <exception cref="ArgumentException">A number is out of range, or there is no hidden layer.</exception>
    public EnergyLatticeField(int samples, int points, double spacing, int neighbourhood, IReadOnlyList<int> hidden, FieldActivation activation = FieldActivation.Tanh, ThreadTeam? team = null)
        : base(Checked(samples, points, spacing, neighbourhood, hidden), TangentPerceptron<T>.ParametersOf([neighbourhood, .. hidden, 1], feelsTime: false), checked(samples * points * hidden.Sum()))
    {
        (Samples, Points, Neighbourhood) = (samples, points, neighbourhood);
        _perceptron = new(samples * points, [neighbourhood, .. hidden, 1], 1, activation, feelsTime: false, team);
        (_slopes, _pushed) = (new T[samples * points], new T[samples * points]);
        _inverseSpan = T.CreateTruncating(1 / (2 * spacing));
    }

    /// <summary>Samples of the batch.</summary>
    public int Samples { get; }

    /// <summary>Points of the ring.</summary>
    public int Points { get; }

    /// <summary>Points that the energy of a place depends on.</summary>
    public int Neighbourhood { get; }

    /// <summary>Draws all parameters anew, uniform on ±√(1/inputs) of their layer.</summary>
    /// <param name="random">Where chance comes from.</param>
    public void Grow(RandomStream random)
    {
        T[] parameters = new T[ParameterLength];
        _perceptron.Draw(random, parameters);
        SetParameters(parameters);
    }

    /// <summary>E of each sample.</summary>
    /// <param name="state">The batch.</param>
    /// <param name="energies">Receives one value per sample.</param>
    public void Energy(ReadOnlySpan<T> state, Span<T> energies)
    {
        Gather(state, _perceptron.Input);
        _perceptron.Up();
        for (int sample = 0; sample < Samples; sample++)
        {
            energies[sample] = T.Zero;
            for (int point = 0; point < Points; point++)
                energies[sample] += _perceptron.Output.Row((sample * Points) + point)[0];
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        Gather(state, _perceptron.Input);
        _perceptron.Up();
        Fill(_perceptron.OutputErrors, T.One);
        _perceptron.Down();
        Scatter(_perceptron.InputErrors, _slopes);
        Differentiate(_slopes, rate, _inverseSpan);
        if (!tape.IsEmpty)
            _perceptron.Record(tape);
    }

    /// <inheritdoc/>
    public override double Pull(double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        Gather(state, _perceptron.Input);
        _perceptron.Replay(tape);
        return ComeDown(time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    public override double EvaluateAndPull(double time, ReadOnlySpan<T> state, Span<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        Gather(state, _perceptron.Input);
        _perceptron.Up();
        return ComeDown(time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _perceptron.SetParameters(Parameters);

    // uᵀD∇E = (Dᵀu)ᵀ∇E, the slope of E along v = Dᵀu = −Du; its derivative is the tangent's. The activities are there.
    private double ComeDown(double time, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        (Matrix<T> direction, _, Matrix<T> slopeErrors) = _perceptron.Tangent(0);
        Differentiate(cotangent, _pushed, -_inverseSpan);
        Gather(_pushed, direction);
        _perceptron.TangentsUp();
        Fill(_perceptron.OutputErrors, T.Zero);
        Fill(slopeErrors, T.One);
        _perceptron.TangentsDown();
        Scatter(_perceptron.InputErrors, stateGradient);
        if (!parameterGradient.IsEmpty)
            _perceptron.AddGradient(time, parameterGradient);
        return 0;
    }

    private static int Checked(int samples, int points, double spacing, int neighbourhood, IReadOnlyList<int> hidden)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(spacing);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(neighbourhood);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbourhood, points);
        if (hidden.Count == 0 || hidden.Any(static units => units <= 0))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"An energy needs hidden layers with units, but they have [{string.Join(", ", hidden)}]."), nameof(hidden));
        return checked(samples * points);
    }

    private static void Fill(Matrix<T> column, T value)
    {
        for (int row = 0; row < column.Rows; row++)
            column.Row(row)[0] = value;
    }

    // Row i of a sample is its neighbourhood uᵢ … uᵢ₊ᵣ₋₁.
    private void Gather(ReadOnlySpan<T> state, Matrix<T> neighbourhoods)
    {
        for (int sample = 0; sample < Samples; sample++)
        {
            ReadOnlySpan<T> ring = state.Slice(sample * Points, Points);
            for (int point = 0; point < Points; point++)
            {
                Span<T> row = neighbourhoods.Row((sample * Points) + point);
                for (int j = 0; j < row.Length; j++)
                    row[j] = ring[point + j < Points ? point + j : point + j - Points];
            }
        }
    }

    // The transpose of Gather. Each point sums over its neighbourhoods in one order.
    private void Scatter(Matrix<T> neighbourhoods, Span<T> state)
    {
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int point = 0; point < Points; point++)
            {
                T sum = T.Zero;
                for (int j = 0; j < Neighbourhood; j++)
                    sum += neighbourhoods.Row((sample * Points) + (point >= j ? point - j : point - j + Points))[j];
                state[(sample * Points) + point] = sum;
            }
        }
    }

    private void Differentiate(ReadOnlySpan<T> values, Span<T> slopes, T inverseSpan)
    {
        for (int sample = 0; sample < Samples; sample++)
        {
            ReadOnlySpan<T> ring = values.Slice(sample * Points, Points);
            Span<T> result = slopes.Slice(sample * Points, Points);
            for (int point = 0; point < Points; point++)
                result[point] = (ring[point + 1 < Points ? point + 1 : 0] - ring[point > 0 ? point - 1 : Points - 1]) * inverseSpan;
        }
    }
}
