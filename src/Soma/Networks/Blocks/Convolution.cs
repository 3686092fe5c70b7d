using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// A convolution of 3 × 3 pixels as a matrix product: the window around each pixel is written out as a row, pixel by pixel and each with its channels, and the rows go through the weights like samples
/// through those of any layer. A few images at a time, so that what is written out stays near.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="shape">What goes in and comes out.</param>
/// <param name="planes">Whether the images come plane after plane, as data do, and not with the channels of a pixel together.</param>
public sealed class Convolution<T>(BlockShape shape, bool planes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Side = 3, ValuesAtATime = 1 << 22;

    /// <summary>Images that are written out at a time; it depends on nothing but the shape, so that sums are taken in the same order everywhere.</summary>
    public int ImagesAtATime { get; } = Math.Max(1, ValuesAtATime / (shape.Pixels * shape.Inputs));

    /// <summary>Writes windows out.</summary>
    /// <param name="images">One image per row.</param>
    /// <param name="first">The image that row 0 of the windows belongs to.</param>
    /// <param name="rows">Which rows of the windows, one for each pixel of each image.</param>
    /// <param name="windows">Receives them.</param>
    public void Unfold(Matrix<T> images, int first, RowRange rows, Matrix<T> windows)
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            (int image, int pixel) = Math.DivRem(row, shape.Pixels);
            ReadOnlySpan<T> from = images.Row(first + image);
            Span<T> window = windows.Row(row);
            for (int tap = 0; tap < BlockShape.Taps; tap++)
            {
                Span<T> to = window.Slice(tap * shape.InputChannels, shape.InputChannels);
                int source = Neighbour(pixel, (tap / Side) - 1, (tap % Side) - 1);
                if (source < 0)
                    to.Clear();
                else if (planes)
                    Gather(from, source, to);
                else
                    from.Slice(source * shape.InputChannels, shape.InputChannels).CopyTo(to);
            }
        }
    }

    /// <summary>The way back: what each pixel gets from all windows that it stands in.</summary>
    /// <param name="windows">Errors of windows.</param>
    /// <param name="first">The image that row 0 of the windows belongs to.</param>
    /// <param name="rows">Which pixels, counted as the windows around them.</param>
    /// <param name="images">Receives the errors, one image per row, the channels of a pixel together.</param>
    public void Fold(Matrix<T> windows, int first, RowRange rows, Matrix<T> images)
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            (int image, int pixel) = Math.DivRem(row, shape.Pixels);
            Span<T> to = images.Row(first + image).Slice(pixel * shape.InputChannels, shape.InputChannels);
            to.Clear();
            for (int tap = 0; tap < BlockShape.Taps; tap++)
            {
                int centre = Neighbour(pixel, 1 - (tap / Side), 1 - (tap % Side));
                if (centre >= 0)
                    Primitives.Map<T, Addition>(default, to, windows.Row((image * shape.Pixels) + centre).Slice(tap * shape.InputChannels, shape.InputChannels), to);
            }
        }
    }

    // The pixel so many rows below and columns to the right, or −1 beyond the border.
    private int Neighbour(int pixel, int down, int right)
    {
        int row = (pixel / shape.InputColumns) + down, column = (pixel % shape.InputColumns) + right;
        return row < 0 || row >= shape.InputRows || column < 0 || column >= shape.InputColumns ? -1 : (row * shape.InputColumns) + column;
    }

    private void Gather(ReadOnlySpan<T> image, int pixel, Span<T> channels)
    {
        for (int channel = 0; channel < channels.Length; channel++)
            channels[channel] = image[(channel * shape.Pixels) + pixel];
    }

    private readonly struct Addition : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }
}
