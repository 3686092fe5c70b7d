using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class AddOuterToRowsTests
{
    // Rows without padding: catches a register that runs into the next row, and every number of rows that tiles leave over.
    [Fact]
    public void Every_shape_gives_the_bits_of_the_plain_loop() => Paths.Each(path =>
    {
        foreach (int inputs in (int[])[.. Enumerable.Range(1, 36), 64, 100])
        {
            foreach (int outputs in (int[])[.. Enumerable.Range(1, 21), 64])
            {
                Check<float>(outputs, inputs, (outputs + inputs) % 9, path);
                Check<double>(outputs, inputs, (outputs + inputs) % 9, path);
            }
        }
    });

    // The gradient of a layer lies between those of its neighbours.
    [Fact]
    public void What_lies_beside_the_rows_is_left_alone() => Paths.Each(static _ =>
    {
        RandomStream random = new(5);
        double[] all = Numbers.Array<double>(100, random), before = [.. all];
        Primitives.AddOuterToRows<double>(all.AsSpan(40, 15), 2, Numbers.Matrix<double>(4, 3, random), Numbers.Matrix<double>(4, 5, random), 4);
        Assert.Equal(before[..40], all[..40]);
        Assert.Equal(before[55..], all[55..]);
        Assert.NotEqual(before[40..55], all[40..55]);
    });

    [Fact]
    public void Shapes_must_fit()
    {
        Matrix<float> post = new(2, 3), pre = new(2, 5);
        Assert.Throws<ArgumentException>(() => Primitives.AddOuterToRows<float>(new float[14], 1, post, pre, 2));
        Assert.Throws<ArgumentException>(() => Primitives.AddOuterToRows<float>(new float[15], 1, post, pre, 3));
    }

    private static void Check<T>(int outputs, int inputs, int samples, PrimitivePath path)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new((ulong)((outputs * 1000) + inputs));
        Matrix<T> post = Numbers.Matrix<T>(9, outputs, random), pre = Numbers.Matrix<T>(9, inputs, random);
        T[] expected = Numbers.Array<T>(outputs * inputs, random), actual = [.. expected];
        T scale = T.CreateChecked(-0.7);
        Reference.AddOuterToRows(expected, scale, post, pre, samples);
        Primitives.AddOuterToRows(actual, scale, post, pre, samples);
        Bits.AssertEqual<T>(expected, actual, $"{path}, {outputs} × {inputs}, {samples} samples");
    }
}
