using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class MultiplyThenTests
{
    private const int Rows = 12;

    private static readonly int[] _outputs = [1, 7, 8, 15, 16, 17, 31, 32, 33, 40, 64, 70, 600];
    private static readonly RowRange[] _ranges = [new(0, 12), new(1, 2), new(3, 3), new(2, 9)];

    // Catches a bias of the wrong column, swapped signals, a panel whose end is met twice or not at all, and a sample out of range.
    [Fact]
    public void A_product_with_a_bias_gives_the_bits_of_one_after_the_other() => EachShape((outputs, samples) =>
    {
        CheckBias<float>(outputs, samples);
        CheckBias<double>(outputs, samples);
    });

    // Catches a rate of the potential before its step, and a potential stepped twice where two panels meet.
    [Fact]
    public void A_step_and_its_rate_give_the_bits_of_one_after_the_other() => EachShape((outputs, samples) =>
    {
        CheckStep<float>(outputs, samples);
        CheckStep<double>(outputs, samples);
    });

    // A rate of zero that is not zero must not leak into the padding, which later products read as zeros.
    [Fact]
    public void The_padding_stays_zero_whatever_the_formula_makes_of_zero() => Paths.Each(path =>
    {
        RandomStream random = new(3);
        Matrix<float> n = Numbers.Matrix<float>(5, 37, random), p = Numbers.Matrix<float>(5, 37, random), y = new(5, 37);
        Primitives.MultiplyThen<float, Pull<float>, Curve<float>>(
            Numbers.Matrix<float>(5, 9, random), Numbers.Panels<float>(37, 9, random), y, new RowRange(0, 5), default, new(3, 1), Numbers.Matrix<float>(5, 37, random), n, p);
        foreach (Matrix<float> signal in (Matrix<float>[])[y, n, p])
        {
            for (int row = 0; row < 5; row++)
                Bits.AssertEqual<float>(new float[signal.Stride - 37], signal.Block(new RowRange(row, row + 1))[37..], $"{path}, padding of row {row}");
        }
    });

    [Fact]
    public void Signals_of_another_shape_are_refused_with_both_shapes()
    {
        Matrix<float> x = new(2, 3), y = new(2, 5), other = new(2, 4);
        PanelMatrix<float> weights = new(5, 3);
        RowRange both = new(0, 2);
        string signal = Assert.Throws<ArgumentException>(() => Primitives.MultiplyThen<float, Fused<float>>(x, weights, y, both, default, other, new(5, 1), y)).Message;
        Assert.Contains("(2, 4)", signal, StringComparison.Ordinal);
        Assert.Contains("(2, 5)", signal, StringComparison.Ordinal);
        string bias = Assert.Throws<ArgumentException>(() => Primitives.MultiplyThen<float, Fused<float>>(x, weights, y, both, default, y, new(4, 1), y)).Message;
        Assert.Contains("(4, 1)", bias, StringComparison.Ordinal);
        Assert.Contains("(5, 1)", bias, StringComparison.Ordinal);
    }

    private static void EachShape(Action<int, RowRange> check)
    {
        foreach (int outputs in _outputs)
        {
            foreach (RowRange samples in _ranges)
                check(outputs, samples);
        }
    }

    private static void CheckBias<T>(int outputs, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Matrix<T> x, PanelMatrix<T> weights, Matrix<T> a, RandomStream random) = Given<T>(outputs);
        PanelMatrix<T> bias = Numbers.Panels<T>(outputs, 1, random);
        (Matrix<T> y, Matrix<T> expected) = (new(Rows, outputs), new(Rows, outputs));
        Reference.Multiply(x, weights, y, samples);
        for (int m = samples.Start; m < samples.End; m++)
        {
            for (int output = 0; output < outputs; output++)
                expected.Row(m)[output] = T.FusedMultiplyAdd(y.Row(m)[output], a.Row(m)[output], bias[output, 0]) - y.Row(m)[output];
        }

        Paths.Each(path =>
        {
            (Matrix<T> product, Matrix<T> actual) = (new(Rows, outputs), new(Rows, outputs));
            Primitives.MultiplyThen<T, Fused<T>>(x, weights, product, samples, default, a, bias, actual);
            Bits.AssertEqual<T>(y.Storage, product.Storage, $"{path}, product, {outputs} outputs, {samples}");
            Bits.AssertEqual<T>(expected.Storage, actual.Storage, $"{path}, {outputs} outputs, {samples}");
        });
    }

    private static void CheckStep<T>(int outputs, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Matrix<T> x, PanelMatrix<T> weights, Matrix<T> a, RandomStream random) = Given<T>(outputs);
        (T[] potentials, T[] rates) = (Numbers.Matrix<T>(Rows, outputs, random).ToArray(), Numbers.Matrix<T>(Rows, outputs, random).ToArray());
        (Matrix<T> y, Matrix<T> n, Matrix<T> p) = (new(Rows, outputs), Filled(outputs, potentials), Filled(outputs, rates));
        Reference.Multiply(x, weights, y, samples);
        for (int m = samples.Start; m < samples.End; m++)
        {
            for (int output = 0; output < outputs; output++)
            {
                T stepped = T.FusedMultiplyAdd(y.Row(m)[output], a.Row(m)[output], n.Row(m)[output]) - p.Row(m)[output];
                (n.Row(m)[output], p.Row(m)[output]) = (stepped, T.FusedMultiplyAdd(stepped, stepped, T.CreateChecked(3) * stepped) - T.One);
            }
        }

        Paths.Each(path =>
        {
            (Matrix<T> potential, Matrix<T> rate) = (Filled(outputs, potentials), Filled(outputs, rates));
            Primitives.MultiplyThen<T, Pull<T>, Curve<T>>(x, weights, new(Rows, outputs), samples, default, new(T.CreateChecked(3), T.One), a, potential, rate);
            Bits.AssertEqual<T>(n.Storage, potential.Storage, $"{path}, potential, {outputs} outputs, {samples}");
            Bits.AssertEqual<T>(p.Storage, rate.Storage, $"{path}, rate, {outputs} outputs, {samples}");
        });
    }

    private static (Matrix<T> X, PanelMatrix<T> Weights, Matrix<T> A, RandomStream Random) Given<T>(int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)outputs);
        return (Numbers.Matrix<T>(Rows, 9, random), Numbers.Panels<T>(outputs, 9, random), Numbers.Matrix<T>(Rows, outputs, random), random);
    }

    private static Matrix<T> Filled<T>(int outputs, T[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> matrix = new(Rows, outputs);
        matrix.Import(values);
        return matrix;
    }

    /// <summary>y·a + n with one rounding, minus p: no two signals can be swapped.</summary>
    private readonly struct Pull<T> : IFormula4<T>
        where T : unmanaged
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c, TLanes d)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, b, c) - d;
    }
}
