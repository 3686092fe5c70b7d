using System.Numerics;
using Soma.Numerics;

namespace Soma.Data;

/// <summary>
/// Shows an image a little elsewhere, and half of the time from the other side: it is given a border, a piece of the old size is cut out at random, and mirrored or not. Labels stay true, and a network
/// does not see quite the same image twice.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="shape">How the features make an image.</param>
/// <param name="border">Pixels on each side, at least 0; the image moves by as many at most.</param>
/// <param name="flips">Whether images are mirrored left to right.</param>
/// <param name="blank">The value of the border, for each plane.</param>
public sealed class ImageAugmentation<T>(ImageShape shape, int border, bool flips, IReadOnlyList<double> blank)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _scratch = new T[shape.Features];
    private readonly T[] _blank = [.. blank.Select(T.CreateChecked)];

    /// <summary>Changes the images of a batch in place; sets no memory aside.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="random">Three draws per image.</param>
    public void Apply(Batch<T> batch, RandomStream random)
    {
        for (int sample = 0; sample < batch.Count; sample++)
        {
            int down = random.NextInt((2 * border) + 1) - border, right = random.NextInt((2 * border) + 1) - border;
            bool mirrored = random.NextSign() < 0 && flips;
            if (down != 0 || right != 0 || mirrored)
                Move(batch.Inputs.Row(sample), down, right, mirrored);
        }
    }

    // Pixel (row, column) of the new image is (row + down, column + right) of the old one.
    private void Move(Span<T> image, int down, int right, bool mirrored)
    {
        image.CopyTo(_scratch);
        for (int row = 0; row < shape.Channels * shape.Rows; row++)
        {
            (int plane, int line) = Math.DivRem(row, shape.Rows);
            Span<T> to = image.Slice(row * shape.Columns, shape.Columns);
            int source = line + down, first = Math.Max(0, -right), end = Math.Min(shape.Columns, shape.Columns - right);
            to.Fill(_blank[plane]);
            if (source >= 0 && source < shape.Rows && end > first)
                _scratch.AsSpan((((plane * shape.Rows) + source) * shape.Columns) + first + right, end - first).CopyTo(to[first..]);
            if (mirrored)
                to.Reverse();
        }
    }
}
