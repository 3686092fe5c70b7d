using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Solvers;

/// <summary>A field from a function, without parameters and without derivatives; it counts how often it is asked.</summary>
internal sealed class FunctionField(int length, Action<double, double[], double[]> function, params IReadOnlyList<int> parts) : VectorField<double>(length, parts: parts)
{
    private readonly double[] _state = new double[length], _rate = new double[length];

    public long Evaluations { get; private set; }

    /// <summary>Bytes that the thread had allocated when the field was last asked.</summary>
    public long AllocatedBytes { get; private set; }

    public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> rate, Span<double> tape)
    {
        Evaluations++;
        state.CopyTo(_state);
        function(time, _state, _rate);
        _rate.CopyTo(rate);
        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
    }

    public override double Pull(
        double time, ReadOnlySpan<double> state, ReadOnlySpan<double> tape, ReadOnlySpan<double> cotangent, Span<double> stateGradient, Span<double> parameterGradient) =>
        throw new InvalidOperationException("Nobody asked for derivatives.");
}
