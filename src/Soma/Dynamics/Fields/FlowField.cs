using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>
/// A perceptron field that carries densities along (FFJORD; Grathwohl et al. 2019): every sample moves by dz/dt = f(t, z), and ℓ gathers the trace of the Jacobian, dℓ/dt = tr ∂f/∂z, so that along the way
/// log p falls by what ℓ grows. The trace is exact, Σ eₖᵀ(∂f/∂z)eₖ, or Hutchinson's estimate εᵀ(∂f/∂z)ε for noise ε of mean 0 and covariance 1 that stays the same for a whole solution.
/// </summary>
/// <remarks>
/// The state is z, sample by sample, and then ℓ, one value per sample: two parts. Time enters the first layer. Parameters lie as in <see cref="PerceptronField{T}"/>. A use remembers the activities of the hidden layers; the
/// tangents are made again on the way back.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class FlowField<T> : VectorField<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TangentPerceptron<T> _perceptron;
    private readonly int _tangents;
    private readonly bool _isExact;

    /// <summary>Makes a field whose parameters are all zero; see <see cref="Grow"/>. Its noise is +1 everywhere until it is set.</summary>
    /// <param name="samples">Samples of the batch, at least 1.</param>
    /// <param name="width">Dimensions d of z, at least 1.</param>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="activation">φ of the hidden layers; a smooth one, since its second derivative is used.</param>
    /// <param name="exactTrace">Whether the trace is exact, which costs d tangents, instead of estimated with one. Default: estimated.</param>
    /// <param name="team">Threads that divide the samples; without one the caller does all. It is not disposed of.</param>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public FlowField(int samples, int width, IReadOnlyList<int> hidden, FieldActivation activation = FieldActivation.Tanh, bool exactTrace = false, ThreadTeam? team = null)
        : base(
            checked(samples * (width + 1)),
            TangentPerceptron<T>.ParametersOf([width, .. hidden, width], feelsTime: true),
            checked(samples * hidden.Sum()),
            checked(samples * width),
            samples)
    {
        (Samples, Width, _isExact, _tangents) = (samples, width, exactTrace, exactTrace ? width : 1);
        _perceptron = new(samples, [width, .. hidden, width], _tangents, activation, feelsTime: true, team);
        T[] ones = new T[samples * width];
        ones.AsSpan().Fill(T.One);
        PlaceNoise(ones);
    }

    /// <summary>Samples of the batch.</summary>
    public int Samples { get; }

    /// <summary>Dimensions of z.</summary>
    public int Width { get; }

    /// <summary>Draws all parameters anew, uniform on ±√(1/inputs) of their layer.</summary>
    /// <param name="random">Where chance comes from.</param>
    public void Grow(RandomStream random)
    {
        T[] parameters = new T[ParameterLength];
        _perceptron.Draw(random, parameters);
        SetParameters(parameters);
    }

    /// <summary>Sets ε for the solutions to come; not to be changed between a way forward and its way back. An exact trace needs none, and ignores it.</summary>
    /// <param name="noise">As many values as z, sample by sample.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void SetNoise(ReadOnlySpan<T> noise)
    {
        if (noise.Length != Samples * Width)
            throw new ArgumentException(FormattableString.Invariant($"{Samples} samples of {Width} values need as much noise, but {noise.Length} values were given."), nameof(noise));
        PlaceNoise(noise);
    }

    /// <inheritdoc/>
    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        int length = Samples * Width;
        _perceptron.SetTime(time);
        _perceptron.Input.Import(state[..length]);
        _perceptron.Up();
        _perceptron.TangentsUp();
        _perceptron.Output.Export(rate[..length]);
        Traces(rate[length..]);
        if (!tape.IsEmpty)
            _perceptron.Record(tape);
    }

    /// <inheritdoc/>
    public override double Pull(double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        _perceptron.Input.Import(state[..(Samples * Width)]);
        _perceptron.Replay(tape);
        return ComeDown(time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    public override double EvaluateAndPull(double time, ReadOnlySpan<T> state, Span<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        _perceptron.SetTime(time);
        _perceptron.Input.Import(state[..(Samples * Width)]);
        _perceptron.Up();
        return ComeDown(time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _perceptron.SetParameters(Parameters);

    // The activities are there.
    private double ComeDown(double time, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        int length = Samples * Width;
        _perceptron.TangentsUp();
        _perceptron.OutputErrors.Import(cotangent[..length]);
        SpreadToTraces(cotangent[length..]);
        _perceptron.TangentsDown();
        _perceptron.InputErrors.Export(stateGradient[..length]);

        // Nothing depends on ℓ.
        stateGradient[length..].Clear();
        if (!parameterGradient.IsEmpty)
            _perceptron.AddGradient(time, parameterGradient);
        return _perceptron.TimeGradient();
    }

    private void PlaceNoise(ReadOnlySpan<T> noise)
    {
        for (int tangent = 0; tangent < _tangents; tangent++)
        {
            Matrix<T> direction = _perceptron.Tangent(tangent).Input;
            if (!_isExact)
            {
                direction.Import(noise);
                continue;
            }

            for (int sample = 0; sample < Samples; sample++)
                direction.Row(sample)[tangent] = T.One;
        }
    }

    // Σ vₖᵀ(∂f/∂z)vₖ.
    private void Traces(Span<T> traces)
    {
        traces.Clear();
        for (int tangent = 0; tangent < _tangents; tangent++)
        {
            (Matrix<T> direction, Matrix<T> change, _) = _perceptron.Tangent(tangent);
            for (int sample = 0; sample < Samples; sample++)
                traces[sample] += Primitives.Dot<T>(direction.Row(sample), change.Row(sample));
        }
    }

    private void SpreadToTraces(ReadOnlySpan<T> cotangent)
    {
        for (int tangent = 0; tangent < _tangents; tangent++)
        {
            (Matrix<T> direction, _, Matrix<T> errors) = _perceptron.Tangent(tangent);
            for (int sample = 0; sample < Samples; sample++)
            {
                Span<T> from = direction.Row(sample), to = errors.Row(sample);
                for (int i = 0; i < to.Length; i++)
                    to[i] = cotangent[sample] * from[i];
            }
        }
    }
}
