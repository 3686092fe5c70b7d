namespace Soma.Numerics.Tests;

/// <summary>Products of a piece of a batch in a buffer of its own: the bits of the whole, with no copy before or after.</summary>
[Collection(Paths.Name)]
public sealed class PieceTests
{
    private const int Inputs = 9, Outputs = 37, Rows = 17;

    // Catches an offset on the wrong side, or of the wrong sign.
    [Theory]
    [InlineData(0, 5, 4)]
    [InlineData(3, 8, -3)]
    [InlineData(0, 11, 0)]
    [InlineData(2, 13, 4)]
    public void A_piece_of_a_product_lands_so_many_rows_later(int start, int end, int offset) => Paths.Each(path =>
    {
        RandomStream random = new(3);
        Matrix<float> x = Numbers.Matrix<float>(Rows, Inputs, random), y = new(Rows, Outputs), whole = new(Rows, Outputs);
        PanelMatrix<float> weights = Numbers.Panels<float>(Outputs, Inputs, random);
        Primitives.Multiply(x, weights, whole, new RowRange(0, Rows));
        Primitives.MultiplyPiece(x, weights, y, new RowRange(start, end), offset);
        for (int row = 0; row < Rows; row++)
        {
            bool written = row - offset >= start && row - offset < end;
            Bits.AssertEqual<float>(written ? whole.Row(row - offset) : new float[Outputs], y.Row(row), $"{path}, row {row}");
        }
    });

    [Theory]
    [InlineData(0, 5, 4)]
    [InlineData(3, 8, -3)]
    public void A_piece_of_a_Hebbian_change_takes_its_postsynaptic_rows_so_many_rows_later(int start, int end, int offset) => Paths.Each(path =>
    {
        RandomStream random = new(3);
        Matrix<float> pre = Numbers.Matrix<float>(Rows, Inputs, random), post = Numbers.Matrix<float>(Rows, Outputs, random);
        int samples = end - start;
        Matrix<float> preCopy = new(samples, Inputs), postCopy = new(samples, Outputs);
        for (int row = 0; row < samples; row++)
        {
            pre.Row(start + row).CopyTo(preCopy.Row(row));
            post.Row(start + offset + row).CopyTo(postCopy.Row(row));
        }

        PanelMatrix<float> expected = Numbers.Panels<float>(Outputs, Inputs, random), weights = new(Outputs, Inputs);
        weights.Import(expected.ToArray());
        Primitives.AddOuter(expected, 0.9f, 0.5f, postCopy, preCopy, samples, new RowRange(0, Inputs));
        Primitives.AddOuterPiece(weights, 0.9f, 0.5f, post, pre, new RowRange(start, end), offset, new RowRange(0, Inputs));
        Bits.AssertEqual<float>(expected.Storage, weights.Storage, $"{path}");
    });

    [Fact]
    public void Rows_that_are_not_there_are_refused()
    {
        Matrix<float> x = new(4, Inputs), y = new(4, Outputs);
        PanelMatrix<float> weights = new(Outputs, Inputs);
        Assert.Contains("Rows 2 to 5", Assert.Throws<ArgumentException>(() => Primitives.MultiplyPiece(x, weights, y, new RowRange(0, 3), 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Rows -1 to 2", Assert.Throws<ArgumentException>(() => Primitives.AddOuterPiece(weights, 1f, 1f, y, x, new RowRange(0, 3), -1, new RowRange(0, 1))).Message, StringComparison.Ordinal);
    }
}
