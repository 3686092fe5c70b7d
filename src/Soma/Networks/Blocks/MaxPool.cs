using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>The largest of 2 × 2 pixels, channel by channel; an odd row or column at the end is left out. Errors go back to the pixel that was the largest, the first of equals.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="shape">What goes in and comes out.</param>
public sealed class MaxPool<T>(BlockShape shape)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Corners = 4;

    /// <summary>Halves one image.</summary>
    /// <param name="image">A row per pixel, a column per channel.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="pooled">Receives it.</param>
    public void Apply(Matrix<T> image, int sample, Matrix<T> pooled)
    {
        for (int pixel = 0; pixel < shape.PooledPixels; pixel++)
        {
            Span<T> largest = pooled.Row((sample * shape.PooledPixels) + pixel);
            Primitives.Map<T, Larger>(default, image.Row(Corner(sample, pixel, 0)), image.Row(Corner(sample, pixel, 1)), largest);
            Primitives.Map<T, Largest>(default, image.Row(Corner(sample, pixel, 2)), image.Row(Corner(sample, pixel, 3)), largest, largest);
        }
    }

    /// <summary>Sends the errors of one image back.</summary>
    /// <param name="errors">Of the halved image; used up.</param>
    /// <param name="image">As it was.</param>
    /// <param name="pooled">As it became.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="returned">Receives the errors of the image.</param>
    public void Return(Matrix<T> errors, Matrix<T> image, Matrix<T> pooled, int sample, Matrix<T> returned)
    {
        for (int pixel = sample * shape.Pixels; pixel < (sample + 1) * shape.Pixels; pixel++)
            returned.Row(pixel).Clear();
        for (int pixel = 0; pixel < shape.PooledPixels; pixel++)
        {
            int row = (sample * shape.PooledPixels) + pixel;
            Span<T> left = errors.Row(row), largest = pooled.Row(row);
            for (int corner = 0; corner < Corners; corner++)
            {
                int source = Corner(sample, pixel, corner);
                Primitives.Map<T, Taken>(default, largest, image.Row(source), left, returned.Row(source));
                Primitives.Map<T, Left>(default, largest, image.Row(source), left, left);
            }
        }
    }

    private int Corner(int sample, int pixel, int corner)
    {
        int row = (2 * (pixel / shape.Columns)) + (corner / 2), column = (2 * (pixel % shape.Columns)) + (corner % 2);
        return (sample * shape.Pixels) + (row * shape.InputColumns) + column;
    }

    private readonly struct Larger : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(a, b);
    }

    private readonly struct Largest : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(TLanes.Max(a, b), c);
    }

    private readonly struct Taken : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes largest, TLanes value, TLanes error)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(largest - value, TLanes.Zero, error);
    }

    private readonly struct Left : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes largest, TLanes value, TLanes error)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(largest - value, error, TLanes.Zero);
    }
}
