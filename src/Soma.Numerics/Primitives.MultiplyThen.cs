using System.Numerics;
using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>Products that go on: what is made of a product is made while its values are still in the nearest cache.</summary>
public static partial class Primitives
{
    /// <summary>
    /// y(m) = W x(m) as in <see cref="Multiply{T}"/>, and then, element by element, result = formula(y, a, bias), where the bias is the same for all samples.
    /// Same bits as one after the other.
    /// </summary>
    /// <param name="x">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="y">Receives the postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="samples">Which rows; the others stay as they are.</param>
    /// <param name="formula">The formula with its constants.</param>
    /// <param name="a">Shape (samples, outputs).</param>
    /// <param name="bias">A value per output, shape (outputs, 1).</param>
    /// <param name="result">Receives the results, shape (samples, outputs); may be <paramref name="a"/>, but not <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static unsafe void MultiplyThen<T, TFormula>(
        Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples, TFormula formula, Matrix<T> a, PanelMatrix<T> bias, Matrix<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula3<T>
    {
        RequireProduct(x, weights, y, samples);
        Shapes.RequireAlike(y, a, nameof(a));
        Shapes.RequireAlike(y, result, nameof(result));
        Shapes.RequireOnePerOutput(bias, y.Columns);
        Dispatch<T, Product<T, OneResult<T, TFormula>>>(new(x, weights, y, samples, 0, new(formula, a.Pointer, bias.Pointer, result.Pointer)));
        KeepAlive(x, weights, y);
        KeepAlive(a, bias, result);
    }

    /// <summary>
    /// y(m) = W x(m) as in <see cref="Multiply{T}"/>, and then, element by element, n ← step(y, a, n, p) and p ← rate(n). Same bits as one after the other.
    /// </summary>
    /// <param name="x">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="y">Receives the postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="samples">Which rows; the others stay as they are.</param>
    /// <param name="step">The formula of n.</param>
    /// <param name="rate">The formula of p.</param>
    /// <param name="a">Shape (samples, outputs).</param>
    /// <param name="n">Shape (samples, outputs); not <paramref name="x"/>.</param>
    /// <param name="p">Shape (samples, outputs); not <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static unsafe void MultiplyThen<T, TStep, TRate>(
        Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples, TStep step, TRate rate, Matrix<T> a, Matrix<T> n, Matrix<T> p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, IFormula4<T>
        where TRate : struct, IFormula1<T>
    {
        RequireProduct(x, weights, y, samples);
        Shapes.RequireAlike(y, a, nameof(a));
        Shapes.RequireAlike(y, n, nameof(n));
        Shapes.RequireAlike(y, p, nameof(p));
        Dispatch<T, Product<T, StepAndRate<T, TStep, TRate>>>(new(x, weights, y, samples, 0, new(step, rate, a.Pointer, n.Pointer, p.Pointer)));
        KeepAlive(x, weights, y);
        KeepAlive(a, weights, n);
        GC.KeepAlive(p);
    }

    /// <summary>What becomes of finished products, a stretch of one row at a time.</summary>
    private unsafe interface IAfterwards<T>
        where T : unmanaged
    {
        /// <summary>Works on <paramref name="count"/> values, whole registers of any width.</summary>
        /// <param name="y">The products.</param>
        /// <param name="offset">Of the stretch in matrices of the products' shape.</param>
        /// <param name="column">Of the stretch in a row.</param>
        /// <param name="count">A multiple of a cache line's values, so that it may reach into padding.</param>
        void Run<TLanes>(T* y, nint offset, int column, int count)
            where TLanes : struct, ILanes<TLanes, T>;

        /// <summary>Restores the zeros of the padding, in which a formula need not give zero.</summary>
        void ClearPadding(nint offset, int count);
    }

    private readonly struct Nothing<T> : IAfterwards<T>
        where T : unmanaged
    {
        public unsafe void Run<TLanes>(T* y, nint offset, int column, int count)
            where TLanes : struct, ILanes<TLanes, T>
        {
        }

        public void ClearPadding(nint offset, int count)
        {
        }
    }

    private readonly unsafe struct OneResult<T, TFormula>(TFormula formula, T* a, T* bias, T* result) : IAfterwards<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula3<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes>(T* y, nint offset, int column, int count)
            where TLanes : struct, ILanes<TLanes, T>
        {
            T* pA = a + offset, pBias = bias + column, pResult = result + offset;
            for (int i = 0; i < count; i += TLanes.Width)
                formula.Invoke(TLanes.Load(y + i), TLanes.Load(pA + i), TLanes.Load(pBias + i)).Store(pResult + i);
        }

        public void ClearPadding(nint offset, int count) => new Span<T>(result + offset, count).Clear();
    }

    private readonly unsafe struct StepAndRate<T, TStep, TRate>(TStep step, TRate rate, T* a, T* n, T* p) : IAfterwards<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, IFormula4<T>
        where TRate : struct, IFormula1<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes>(T* y, nint offset, int column, int count)
            where TLanes : struct, ILanes<TLanes, T>
        {
            T* pA = a + offset, pN = n + offset, pP = p + offset;
            for (int i = 0; i < count; i += TLanes.Width)
            {
                TLanes stepped = step.Invoke(TLanes.Load(y + i), TLanes.Load(pA + i), TLanes.Load(pN + i), TLanes.Load(pP + i));
                stepped.Store(pN + i);
                rate.Invoke(stepped).Store(pP + i);
            }
        }

        public void ClearPadding(nint offset, int count)
        {
            new Span<T>(n + offset, count).Clear();
            new Span<T>(p + offset, count).Clear();
        }
    }
}
