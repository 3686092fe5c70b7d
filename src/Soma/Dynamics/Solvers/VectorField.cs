using System.Globalization;
using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// The right-hand side of dy/dt = f(t, y; θ), with what it takes to learn through it: the value, and the product of a cotangent with the Jacobian. The state is one flat vector, whatever it means. A
/// field may keep buffers of its own, so it serves one solver at a time.
/// </summary>
/// <remarks>
/// A <em>use</em> of the field is one evaluation. To be differentiated it must remember something, the activities of hidden layers for example: it writes that to a tape that it is given, and who wants
/// gradients decides how many tapes are kept.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; time is always double.</typeparam>
public abstract class VectorField<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _parameters;
    private T[] _unusedRate = [];

    /// <summary>Says how long everything is.</summary>
    /// <param name="stateLength">Values of the state, at least 1.</param>
    /// <param name="parameterLength">Values of θ, 0 for a field that learns nothing.</param>
    /// <param name="tapeLength">Values that one use must remember, beside the state that it was evaluated at; 0 if that is enough.</param>
    /// <param name="parts">
    /// Lengths of the parts that the state consists of, one after the other, such as a position and an integral along the way: the error of a step is judged by the part that is worst. Default: one part.
    /// </param>
    /// <exception cref="ArgumentException">A length is negative, or the parts do not make up the state.</exception>
    protected VectorField(int stateLength, int parameterLength = 0, int tapeLength = 0, params IReadOnlyList<int> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateLength);
        ArgumentOutOfRangeException.ThrowIfNegative(parameterLength);
        ArgumentOutOfRangeException.ThrowIfNegative(tapeLength);
        if (parts.Count > 0 && (parts.Any(static part => part <= 0) || parts.Sum() != stateLength))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Parts of {string.Join(" + ", parts)} values do not make up a state of {stateLength}."), nameof(parts));
        StateLength = stateLength;
        TapeLength = tapeLength;
        Parts = parts.Count > 0 ? [.. parts] : [stateLength];
        _parameters = new T[parameterLength];
    }

    /// <summary>Values of the state.</summary>
    public int StateLength { get; }

    /// <summary>Values of θ.</summary>
    public int ParameterLength => _parameters.Length;

    /// <summary>Values that one use must remember to be differentiated, beside the state.</summary>
    public int TapeLength { get; }

    /// <summary>Lengths of the parts of the state; their sum is <see cref="StateLength"/>.</summary>
    public IReadOnlyList<int> Parts { get; }

    /// <summary>θ, in an order of the field's own, which is also that of its gradient.</summary>
    public ReadOnlySpan<T> Parameters => _parameters;

    /// <summary>Replaces θ.</summary>
    /// <param name="parameters">Exactly <see cref="ParameterLength"/> values.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public void SetParameters(ReadOnlySpan<T> parameters)
    {
        if (parameters.Length != _parameters.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The field has {_parameters.Length} parameters, but {parameters.Length} were given."), nameof(parameters));
        parameters.CopyTo(_parameters);
        OnParametersSet();
    }

    /// <summary>f(t, y). Two evaluations at the same place give the same bits.</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y.</param>
    /// <param name="rate">Receives dy/dt, every value; other memory than <paramref name="state"/>.</param>
    /// <param name="tape">Receives what <see cref="Pull"/> will need, <see cref="TapeLength"/> values; or is empty, and nothing is to be remembered.</param>
    public abstract void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape);

    /// <summary>
    /// Pulls a cotangent u, the derivative of some number with respect to f, back through one use: uᵀ∂f/∂y, uᵀ∂f/∂θ and uᵀ∂f/∂t. Linear in u.
    /// </summary>
    /// <param name="time">t of the use.</param>
    /// <param name="state">y of the use.</param>
    /// <param name="tape">What <see cref="Evaluate"/> remembered of it.</param>
    /// <param name="cotangent">u, as long as the state.</param>
    /// <param name="stateGradient">Receives uᵀ∂f/∂y, every value; other memory than <paramref name="cotangent"/>.</param>
    /// <param name="parameterGradient">uᵀ∂f/∂θ is <em>added</em> to it, <see cref="ParameterLength"/> values; or it is empty, and not asked for.</param>
    /// <returns>uᵀ∂f/∂t; 0 for a field that does not depend on time.</returns>
    public abstract double Pull(
        double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient);

    /// <summary>
    /// Pulls a cotangent back through a use that is made for nothing else, so that nobody needs the value: <see cref="Evaluate"/> and <see cref="Pull"/> at once. A field that can spare itself something
    /// then, the last layer or the way over the tape, says how.
    /// </summary>
    /// <param name="time">t.</param>
    /// <param name="state">y.</param>
    /// <param name="tape">Room for one tape, to be used or not.</param>
    /// <param name="cotangent">u, as long as the state.</param>
    /// <param name="stateGradient">Receives uᵀ∂f/∂y, every value; other memory than <paramref name="cotangent"/>.</param>
    /// <param name="parameterGradient">uᵀ∂f/∂θ is <em>added</em> to it; or it is empty, and not asked for.</param>
    /// <returns>uᵀ∂f/∂t.</returns>
    public virtual double EvaluateAndPull(
        double time, ReadOnlySpan<T> state, Span<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        if (_unusedRate.Length == 0)
            _unusedRate = new T[StateLength];
        Evaluate(time, state, _unusedRate, tape);
        return Pull(time, state, tape, cotangent, stateGradient, parameterGradient);
    }

    /// <summary>Called after the parameters were replaced: a field that keeps copies of them in another form makes these here. Does nothing by default.</summary>
    protected virtual void OnParametersSet()
    {
    }
}
