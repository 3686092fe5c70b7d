using System.Runtime.CompilerServices;

namespace Soma.Numerics.Tests;

public sealed class TensorTests
{
    private const int CacheLine = 64;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 3)]
    [InlineData(33, 5)]
    [InlineData(500, 11)]
    public void Panels_export_what_they_imported_in_row_major_order(int outputs, int inputs)
    {
        float[] values = [.. Enumerable.Range(1, outputs * inputs).Select(static value => (float)value)];
        PanelMatrix<float> weights = new(outputs, inputs);
        weights.Import(values);
        Assert.Equal(values, weights.ToArray());
        Assert.Equal(values[^1], weights[outputs - 1, inputs - 1]);
        Assert.Equal(values[inputs - 1], weights[0, inputs - 1]);
    }

    // The layout of docs/numerics.md, which the primitives are written against: panels of 32 outputs, one line of outputs per input.
    [Fact]
    public void A_vector_of_panels_runs_along_the_outputs()
    {
        PanelMatrix<float> weights = new(40, 3);
        weights[0, 0] = 1;
        weights[31, 0] = 2;
        weights[0, 1] = 3;
        weights[32, 0] = 4;
        weights[39, 2] = 5;
        Assert.Equal(2 * 3 * 32, weights.Storage.Length);
        Assert.Equal([1, 2, 3, 4, 5], [weights.Storage[0], weights.Storage[31], weights.Storage[32], weights.Storage[96], weights.Storage[96 + 64 + 7]]);
        Assert.Equal(16, PanelMatrix<double>.PanelWidth);
    }

    [Fact]
    public void A_matrix_exports_what_it_imported_without_its_padding()
    {
        Matrix<double> matrix = new(3, 5);
        double[] values = [.. Enumerable.Range(1, 15).Select(static value => (double)value)];
        matrix.Import(values);
        Assert.Equal(values, matrix.ToArray());
        Assert.Equal([6, 7, 8, 9, 10], matrix.Row(1).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 0, 0, 0], matrix.Block(new RowRange(0, 1)).ToArray());
        Assert.Equal(2 * matrix.Stride, matrix.Block(new RowRange(1, 3)).Length);
    }

    // 1024 floats are 4096 bytes: there the rows step aside, so as not to crowd the same sets of the cache.
    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    [InlineData(784, 784)]
    [InlineData(1010, 1040)]
    [InlineData(1024, 1040)]
    [InlineData(2048, 2064)]
    public void Rows_are_padded_to_cache_lines_but_not_to_pages(int columns, int stride) => Assert.Equal(stride, new Matrix<float>(2, columns).Stride);

    [Fact]
    public unsafe void Every_row_and_every_panel_begins_on_a_cache_line()
    {
        for (int size = 1; size <= 70; size++)
        {
            Matrix<double> matrix = new(3, size);
            for (int row = 0; row < 3; row++)
                Assert.Equal(0, AddressOf(ref matrix.Row(row)[0]) % CacheLine);
            Assert.Equal(0, AddressOf(ref new PanelMatrix<float>(size, 3).Storage[0]) % CacheLine);
        }
    }

    [Fact]
    public void Memory_stays_where_it_is_when_garbage_is_collected()
    {
        Matrix<float> matrix = new(3, 3);
        nint before = AddressOf(ref matrix.Storage[0]);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, AddressOf(ref matrix.Storage[0]));
    }

    [Fact]
    public void A_new_tensor_is_zero()
    {
        Assert.Equal(new float[20 * 33], new Matrix<float>(20, 33).ToArray());
        Assert.Equal(new double[20 * 33], new PanelMatrix<double>(20, 33).ToArray());
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused_with_the_shape_and_both_numbers()
    {
        Tensor<float>[] tensors = [new Matrix<float>(3, 5), new PanelMatrix<float>(3, 5)];
        foreach (Tensor<float> tensor in tensors)
        {
            Assert.Equal(15, tensor.Length);
            string[] messages =
            [
                Assert.Throws<ArgumentException>(() => tensor.Import(new float[14])).Message,
                Assert.Throws<ArgumentException>(() => tensor.Export(new float[14])).Message,
            ];
            Assert.All(messages, static message => Assert.Equal("The tensor has shape [3, 5], that is 15 values, but 14 were given.", message));
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, -1)]
    public void A_shape_without_values_is_refused(int rows, int columns)
    {
        string[] messages =
        [
            Assert.Throws<ArgumentException>(() => new Matrix<float>(rows, columns)).Message,
            Assert.Throws<ArgumentException>(() => new PanelMatrix<float>(rows, columns)).Message,
        ];
        Assert.All(messages, message => Assert.Contains($"[{rows}, {columns}]", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 5)]
    public void A_weight_that_is_not_there_is_refused(int output, int input) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PanelMatrix<float>(3, 5)[output, input]);

    private static unsafe nint AddressOf(ref float value) => (nint)Unsafe.AsPointer(ref value);

    private static unsafe nint AddressOf(ref double value) => (nint)Unsafe.AsPointer(ref value);
}
