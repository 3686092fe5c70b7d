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
    /// y(m) = W x(m) as in <see cref="Multiply{T}"/>, where y are the basal or the apical potentials of a layer, whose neurons then move one step. Same bits as one after the other.
    /// </summary>
    /// <param name="x">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="weights">W, shape (outputs, inputs).</param>
    /// <param name="y">Receives the products, shape (samples, outputs): <see cref="MovingNeurons{T}.Basal"/> or <see cref="MovingNeurons{T}.Apical"/>.</param>
    /// <param name="samples">Which rows; the others stay as they are.</param>
    /// <param name="neurons">The layer that the products reach; none of its matrices may be <paramref name="x"/>.</param>
    /// <param name="step">The step with its constants.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the products are neither of the potentials.</exception>
    public static unsafe void MultiplyThen<T, TStep>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples, in MovingNeurons<T> neurons, TStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, INeuronStep<T>
    {
        RequireProduct(x, weights, y, samples);
        neurons.RequireAlike(y);
        if (y != neurons.Basal && y != neurons.Apical)
            throw new ArgumentException("The products are neither the basal nor the apical potentials of the neurons that are to move.", nameof(y));
        Dispatch<T, Product<T, Movement<T, TStep>>>(new(x, weights, y, samples, 0, new(neurons, step)));
        KeepAlive(x, weights, neurons.Basal);
        KeepAlive(neurons.Apical, neurons.Bias, neurons.Error);
        KeepAlive(neurons.Somatic, weights, neurons.Rates);
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

    private readonly unsafe struct Movement<T, TStep>(in MovingNeurons<T> neurons, TStep step) : IAfterwards<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, INeuronStep<T>
    {
        private readonly TStep _step = step;
        private readonly T* _basal = neurons.Basal.Pointer, _bias = neurons.Bias.Pointer, _apical = neurons.Apical.Pointer;
        private readonly T* _error = neurons.Error.Pointer, _somatic = neurons.Somatic.Pointer, _rates = neurons.Rates.Pointer;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TLanes>(T* y, nint offset, int column, int count)
            where TLanes : struct, ILanes<TLanes, T>
        {
            for (nint i = offset; i < offset + count; i += TLanes.Width)
            {
                TLanes somatic = TLanes.Load(_somatic + i), rate = TLanes.Load(_rates + i);
                _step.Invoke(TLanes.Load(_basal + i), TLanes.Load(_bias + (i - offset) + column), TLanes.Load(_apical + i), out TLanes error, ref somatic, ref rate);
                error.Store(_error + i);
                somatic.Store(_somatic + i);
                rate.Store(_rates + i);
            }
        }

        public void ClearPadding(nint offset, int count)
        {
            new Span<T>(_error + offset, count).Clear();
            new Span<T>(_somatic + offset, count).Clear();
            new Span<T>(_rates + offset, count).Clear();
        }
    }
}
