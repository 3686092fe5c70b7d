using Soma.Data;

namespace Soma.Training.Portraits;

/// <summary>Values in the order of an image: plane after plane, each row by row from the top left.</summary>
/// <param name="Shape">Planes, height and width.</param>
/// <param name="Values">As many as the shape says; what they mean is said where they are given.</param>
public sealed record Picture(ImageShape Shape, IReadOnlyList<double> Values)
{
    private const int SmallestSide = 4;

    /// <summary>How the features of a dataset make an image: as it says itself, else as a grey square if they fill one; null if they make none.</summary>
    internal static ImageShape? ShapeOf(Dataset data)
    {
        if (data.Image is not null)
            return data.Image;
        int side = (int)Math.Sqrt(data.Features);
        return data.Values.IsEmpty && side >= SmallestSide && side * side == data.Features ? new ImageShape(1, side, side) : null;
    }

    /// <summary>A sample, values from 0 to 1: bytes as a share of the largest, other numbers between the lowest and the highest of the sample; null if it is no image.</summary>
    internal static Picture? Of(Dataset data, int sample)
    {
        if (ShapeOf(data) is not { } shape)
            return null;
        if (data.Values.IsEmpty)
            return new Picture(shape, [.. data.Samples.Slice(sample * data.Features, data.Features).ToArray().Select(value => Math.Min(1, value / data.Normalization.Largest))]);
        float[] values = data.Values.Slice(sample * data.Features, data.Features).ToArray();
        double lowest = values.Min(), range = values.Max() - lowest;
        return new Picture(shape, [.. values.Select(value => range > 0 ? (value - lowest) / range : 0)]);
    }
}
