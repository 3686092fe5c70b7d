using System.Numerics;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;

namespace Soma.Tests.Golden;

/// <summary>A perceptron field y with a second part q per sample that gathers its kinetic energy: dq/dt = ½ Σ f².</summary>
internal sealed class EnergyField<T>(PerceptronField<T> inner) : VectorField<T>(
    inner.StateLength + inner.Samples,
    inner.ParameterLength,
    inner.TapeLength + inner.StateLength,
    inner.StateLength,
    inner.Samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _velocity = new T[inner.StateLength], _cotangent = new T[inner.StateLength];

    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        inner.Evaluate(time, state[..inner.StateLength], _velocity, tape.IsEmpty ? tape : tape[..inner.TapeLength]);
        _velocity.CopyTo(rate);
        for (int sample = 0; sample < inner.Samples; sample++)
        {
            T sum = T.Zero;
            foreach (T value in _velocity.AsSpan(sample * inner.Width, inner.Width))
                sum += value * value;
            rate[inner.StateLength + sample] = sum / T.CreateChecked(2);
        }

        if (!tape.IsEmpty)
            _velocity.CopyTo(tape[inner.TapeLength..]);
    }

    public override double Pull(
        double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        for (int index = 0; index < inner.StateLength; index++)
            _cotangent[index] = cotangent[index] + (cotangent[inner.StateLength + (index / inner.Width)] * tape[inner.TapeLength + index]);
        stateGradient[inner.StateLength..].Clear();
        return inner.Pull(time, state[..inner.StateLength], tape[..inner.TapeLength], _cotangent, stateGradient[..inner.StateLength], parameterGradient);
    }

    protected override void OnParametersSet() => inner.SetParameters(Parameters);
}
