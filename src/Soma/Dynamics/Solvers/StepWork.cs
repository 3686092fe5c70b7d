using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>
/// The arithmetic of one explicit Runge–Kutta step. Stages are written to a <see cref="StageMemory{T}"/>; the rates kᵢ = f(t + cᵢh, Yᵢ) are kept here, that at the end of the step behind those of the
/// stages.
/// </summary>
internal sealed class StepWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Tableau _tableau;
    private readonly VectorField<T> _field;
    private readonly int _length;
    private readonly T[] _rates;
    private readonly T[] _coefficients;

    public StepWork(Tableau tableau, VectorField<T> field)
    {
        (_tableau, _field, _length) = (tableau, field, field.StateLength);
        _rates = new T[checked((tableau.Stages + 1) * _length)];
        _coefficients = new T[tableau.Stages + 1];
    }

    /// <summary>Values kept by this object.</summary>
    public static long ValuesFor(Tableau tableau, VectorField<T> field) => (tableau.Stages + 1L) * field.StateLength;

    public Tableau Tableau => _tableau;

    public VectorField<T> Field => _field;

    /// <summary>kᵢ.</summary>
    /// <param name="stage">0 to s; s is the evaluation at the end.</param>
    public Span<T> Rate(int stage) => _rates.AsSpan(stage * _length, _length);

    /// <summary>The time of a stage. One at the end of the step lies exactly there, whatever t + h is rounded to.</summary>
    public double TimeOf(int stage, double start, double end) => _tableau.Times[stage] == 1 ? end : start + (_tableau.Times[stage] * (end - start));

    /// <summary>Evaluates the field at a stage whose state is known.</summary>
    public void Evaluate(int stage, double time, StageMemory<T> memory) => _field.Evaluate(time, memory.StateOf(stage), Rate(stage), memory.TapeOf(stage));

    /// <summary>Stages 1 to <paramref name="last"/>, each with its evaluation; stage 0 and its rate are there.</summary>
    public void Climb(double start, double end, int last, StageMemory<T> memory)
    {
        for (int stage = 1; stage <= last; stage++)
        {
            Place(stage, end - start, memory);
            Evaluate(stage, TimeOf(stage, start, end), memory);
        }
    }

    /// <summary>The state of stage i from the rates before it: Yᵢ = y + h Σ aᵢⱼkⱼ; of "stage" s, the state at the end, y + h Σ bⱼkⱼ.</summary>
    public void Place(int stage, double h, StageMemory<T> memory)
    {
        ReadOnlySpan<double> weights = stage == _tableau.Stages ? _tableau.Weights : _tableau.Coefficients(stage);
        Combine(memory.StateOf(0), weights, h, _rates.AsSpan(0, weights.Length * _length), memory.StateOf(stage));
    }

    /// <summary>E = h Σ eᵢkᵢ.</summary>
    public void Error(double h, Span<T> error) => Combine(default, _tableau.ErrorWeights, h, _rates, error);

    /// <summary>The rate at the end of the step is that of the next one's first stage.</summary>
    public void Advance() => Rate(_tableau.Stages).CopyTo(Rate(0));

    private void Combine(ReadOnlySpan<T> start, ReadOnlySpan<double> weights, double h, ReadOnlySpan<T> rates, Span<T> destination)
    {
        Span<T> coefficients = _coefficients.AsSpan(0, weights.Length);
        for (int j = 0; j < weights.Length; j++)
            coefficients[j] = T.CreateTruncating(h * weights[j]);
        Primitives.Combine(start, coefficients, rates, destination);
    }
}
