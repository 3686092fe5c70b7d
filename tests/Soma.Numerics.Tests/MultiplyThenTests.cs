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

    // Catches a rate of the potential before its step, potentials of another compartment, and a neuron that moves twice where two panels meet.
    [Fact]
    public void Neurons_that_move_give_the_bits_of_one_after_the_other() => EachShape((outputs, samples) =>
    {
        CheckStep<float>(outputs, samples, productsAreApical: false);
        CheckStep<double>(outputs, samples, productsAreApical: true);
    });

    // A rate of zero that is not zero must not leak into the padding, which later products read as zeros.
    [Fact]
    public void The_padding_stays_zero_whatever_the_step_makes_of_zero() => Paths.Each(path =>
    {
        RandomStream random = new(3);
        MovingNeurons<float> neurons = Neurons<float>(37, random);
        Primitives.MultiplyThen(Numbers.Matrix<float>(Rows, 9, random), Numbers.Panels<float>(37, 9, random), neurons.Basal, new RowRange(0, Rows), neurons, default(Pull<float>));
        foreach (Matrix<float> signal in (Matrix<float>[])[neurons.Basal, neurons.Error, neurons.Somatic, neurons.Rates])
        {
            for (int row = 0; row < Rows; row++)
                Bits.AssertEqual<float>(new float[signal.Stride - 37], signal.Block(new RowRange(row, row + 1))[37..], $"{path}, padding of row {row}");
        }
    });

    [Fact]
    public void Products_that_are_neither_potential_of_the_neurons_are_refused()
    {
        MovingNeurons<float> neurons = Neurons<float>(5, new(1));
        Assert.Contains(
            "neither the basal nor the apical",
            Assert.Throws<ArgumentException>(() => Primitives.MultiplyThen(new(Rows, 9), new(5, 9), neurons.Error, new RowRange(0, Rows), neurons, default(Pull<float>))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'rates' has shape (2, 5)",
            Assert.Throws<ArgumentException>(() => Primitives.MultiplyThen(new(Rows, 9), new(5, 9), neurons.Basal, new RowRange(0, Rows), neurons with { Rates = new(2, 5) }, default(Pull<float>))).Message,
            StringComparison.Ordinal);
    }

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

    private static void CheckStep<T>(int outputs, RowRange samples, bool productsAreApical)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (Matrix<T> x, PanelMatrix<T> weights, _, RandomStream random) = Given<T>(outputs);
        MovingNeurons<T> start = Neurons<T>(outputs, random), expected = Copy(start);
        Reference.Multiply(x, weights, Products(expected), samples);
        for (int m = samples.Start; m < samples.End; m++)
        {
            for (int unit = 0; unit < outputs; unit++)
            {
                T n = expected.Somatic.Row(m)[unit], p = expected.Rates.Row(m)[unit];
                T e = n - (expected.Basal.Row(m)[unit] + expected.Bias[unit, 0]);
                T stepped = T.FusedMultiplyAdd(expected.Apical.Row(m)[unit], e, n) - p;
                (expected.Error.Row(m)[unit], expected.Somatic.Row(m)[unit], expected.Rates.Row(m)[unit]) = (e, stepped, T.FusedMultiplyAdd(stepped, stepped, p) - T.One);
            }
        }

        Paths.Each(path =>
        {
            MovingNeurons<T> actual = Copy(start);
            Primitives.MultiplyThen(x, weights, Products(actual), samples, actual, default(Pull<T>));
            Bits.AssertEqual<T>(Products(expected).Storage, Products(actual).Storage, $"{path}, products, {outputs} outputs, {samples}");
            Bits.AssertEqual<T>(expected.Error.Storage, actual.Error.Storage, $"{path}, error, {outputs} outputs, {samples}");
            Bits.AssertEqual<T>(expected.Somatic.Storage, actual.Somatic.Storage, $"{path}, somatic, {outputs} outputs, {samples}");
            Bits.AssertEqual<T>(expected.Rates.Storage, actual.Rates.Storage, $"{path}, rates, {outputs} outputs, {samples}");
        });

        Matrix<T> Products(in MovingNeurons<T> neurons) => productsAreApical ? neurons.Apical : neurons.Basal;
    }

    private static MovingNeurons<T> Neurons<T>(int units, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
            Numbers.Matrix<T>(Rows, units, random),
            Numbers.Panels<T>(units, 1, random),
            Numbers.Matrix<T>(Rows, units, random),
            Numbers.Matrix<T>(Rows, units, random),
            Numbers.Matrix<T>(Rows, units, random),
            Numbers.Matrix<T>(Rows, units, random));

    private static MovingNeurons<T> Copy<T>(in MovingNeurons<T> neurons)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Copy(neurons.Basal), neurons.Bias, Copy(neurons.Apical), Copy(neurons.Error), Copy(neurons.Somatic), Copy(neurons.Rates));

    private static (Matrix<T> X, PanelMatrix<T> Weights, Matrix<T> A, RandomStream Random) Given<T>(int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)outputs);
        return (Numbers.Matrix<T>(Rows, 9, random), Numbers.Panels<T>(outputs, 9, random), Numbers.Matrix<T>(Rows, outputs, random), random);
    }

    private static Matrix<T> Copy<T>(Matrix<T> signals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> copy = new(signals.Rows, signals.Columns);
        copy.Import(signals.ToArray());
        return copy;
    }

    /// <summary>No two signals can be swapped, and zeros do not give a rate of zero.</summary>
    private readonly struct Pull<T> : INeuronStep<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Invoke<TLanes>(TLanes basal, TLanes bias, TLanes apical, out TLanes error, ref TLanes somatic, ref TLanes rate)
            where TLanes : struct, ILanes<TLanes, T>
        {
            error = somatic - (basal + bias);
            somatic = TLanes.MultiplyAdd(apical, error, somatic) - rate;
            rate = TLanes.MultiplyAdd(somatic, somatic, rate) - TLanes.Broadcast(T.One);
        }
    }
}
