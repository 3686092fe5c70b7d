using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// The continuous adjoint as a field of its own: the state (α, y, λ, μ) moves with dα/dt = −λᵀ∂f/∂t, dy/dt = f, dλ/dt = −Jᵀλ and dμ/dt = −(∂f/∂θ)ᵀλ. Its error is judged by the worst of |α|, y, λ and μ.
/// </summary>
internal sealed class AdjointField<T>(VectorField<T> field) : VectorField<T>(
    checked(1 + (2 * field.StateLength) + field.ParameterLength),
    parts: [1, .. field.Parts, .. field.Parts, .. field.ParameterLength > 0 ? (int[])[field.ParameterLength] : []])
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _length = field.StateLength;
    private readonly T[] _tape = new T[field.TapeLength], _cotangent = new T[field.StateLength];
    private readonly T[] _minusOne = [-T.One];

    /// <summary>Uses of the inner field that were pulled through.</summary>
    public long Pulls { get; set; }

    /// <summary>Values kept by this object.</summary>
    public long Values => _tape.Length + _cotangent.Length;

    public Span<T> Y(Span<T> state) => state.Slice(1, _length);

    public Span<T> Lambda(Span<T> state) => state.Slice(1 + _length, _length);

    public Span<T> Mu(Span<T> state) => state[(1 + (2 * _length))..];

    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        ReadOnlySpan<T> y = state.Slice(1, _length);
        field.Evaluate(time, y, Y(rate), _tape);
        Primitives.Combine(default, _minusOne, state.Slice(1 + _length, _length), _cotangent);
        Mu(rate).Clear();
        rate[0] = T.CreateTruncating(field.Pull(time, y, _tape, _cotangent, Lambda(rate), Mu(rate)));
        Pulls++;
    }

    public override double Pull(
        double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient) =>
        throw new NotSupportedException("The adjoint equation is not differentiated again; second derivatives are not offered.");
}
