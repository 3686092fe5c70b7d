using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// Ordinary reverse accumulation through one Runge–Kutta step whose stages lie in a memory with their tapes: for i = s … 1, uᵢ = h bᵢλ + h Σ aⱼᵢgⱼ over j &gt; i and gᵢ = Jᵢᵀuᵢ; then λ ← λ + Σ gᵢ, and
/// ∂L/∂θ gains Σ (∂fᵢ/∂θ)ᵀuᵢ.
/// </summary>
internal sealed class StepReversal<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepWork<T> _work;
    private readonly int _length, _stages;

    // g of every stage and, behind them, λ: what uᵢ is made of then lies in one piece.
    private readonly T[] _cotangents, _coefficients, _u;

    public StepReversal(StepWork<T> work)
    {
        (_work, _length, _stages) = (work, work.Field.StateLength, work.Tableau.Stages);
        _cotangents = new T[(_stages + 1) * _length];
        _coefficients = new T[_stages];
        _u = new T[_length];
    }

    /// <summary>Values kept by this object.</summary>
    public long Values => _cotangents.Length + _u.Length;

    /// <summary>uᵢ of the stage that was pulled last.</summary>
    public ReadOnlySpan<T> LastCotangent => _u;

    /// <summary>gᵢ.</summary>
    public ReadOnlySpan<T> CotangentOf(int stage) => _cotangents.AsSpan(stage * _length, _length);

    /// <summary>uᵢᵀ∂f/∂t of every stage.</summary>
    public double[] TimeGradients { get; private set; } = [];

    /// <summary>Goes back through a step.</summary>
    /// <param name="start">When it starts.</param>
    /// <param name="end">When it ends.</param>
    /// <param name="memory">Its stages, with tapes.</param>
    /// <param name="lambda">∂L/∂y at the end, and then at the start.</param>
    /// <param name="parameterGradient">∂L/∂θ so far.</param>
    public void Reverse(double start, double end, StageMemory<T> memory, Span<T> lambda, Span<T> parameterGradient)
    {
        if (TimeGradients.Length != _stages)
            TimeGradients = new double[_stages];
        lambda.CopyTo(_cotangents.AsSpan(_stages * _length));
        for (int i = _stages - 1; i >= 0; i--)
        {
            Gather(i, end - start);
            Span<T> g = _cotangents.AsSpan(i * _length, _length);
            TimeGradients[i] = _work.Field.Pull(_work.TimeOf(i, start, end), memory.StateOf(i), memory.TapeOf(i), _u, g, parameterGradient);
        }

        _coefficients.AsSpan().Fill(T.One);
        Primitives.Combine(lambda, _coefficients, _cotangents.AsSpan(0, _stages * _length), lambda);
    }

    private void Gather(int i, double h)
    {
        Span<T> coefficients = _coefficients.AsSpan(0, _stages - i);
        for (int j = i + 1; j < _stages; j++)
            coefficients[j - i - 1] = T.CreateTruncating(h * _work.Tableau.Coefficients(j)[i]);
        coefficients[^1] = T.CreateTruncating(h * _work.Tableau.Weights[i]);
        Primitives.Combine(default, coefficients, _cotangents.AsSpan((i + 1) * _length), _u);
    }
}
