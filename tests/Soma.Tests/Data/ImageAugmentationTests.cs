using Soma.Data;
using Soma.Numerics;

namespace Soma.Tests.Data;

public sealed class ImageAugmentationTests
{
    private static readonly ImageShape _shape = new(2, 4, 5);

    // Every image that comes out is a piece of the old one with its border, mirrored or not, in both planes alike; all of them come out in the end.
    [Fact]
    public void An_image_becomes_one_of_its_shifted_and_mirrored_copies()
    {
        ImageAugmentation<double> augmentation = new(_shape, border: 1, flips: true, blank: [-1, -2]);
        double[] original = [.. Enumerable.Range(1, 40).Select(static value => (double)value)];
        HashSet<string> expected = [.. from down in (int[])[-1, 0, 1] from right in (int[])[-1, 0, 1] from mirrored in (bool[])[false, true] select Text(Copy(original, down, right, mirrored))];
        Batch<double> batch = new(400, 40, 1) { Count = 400 };
        for (int sample = 0; sample < 400; sample++)
            original.CopyTo(batch.Inputs.Row(sample));
        augmentation.Apply(batch, new RandomStream(1));
        HashSet<string> seen = [.. Enumerable.Range(0, 400).Select(sample => Text(batch.Inputs.Row(sample).ToArray()))];
        Assert.Equal(18, expected.Count);
        Assert.True(seen.SetEquals(expected));
    }

    [Fact]
    public void The_same_stream_moves_images_the_same_way()
    {
        ImageAugmentation<float> augmentation = new(_shape, border: 2, flips: false, blank: [0, 0]);
        Batch<float> first = new(9, 40, 1) { Count = 9 }, second = new(9, 40, 1) { Count = 9 };
        foreach (Batch<float> batch in (Batch<float>[])[first, second])
        {
            batch.Inputs.Import([.. Enumerable.Range(1, 360).Select(static value => (float)value)]);
            augmentation.Apply(batch, new RandomStream(3));
        }

        Assert.Equal(first.Inputs.ToArray(), second.Inputs.ToArray());
    }

    private static double[] Copy(double[] image, int down, int right, bool mirrored) =>
    [
        .. from plane in (int[])[0, 1]
           from row in Enumerable.Range(0, 4)
           from column in Enumerable.Range(0, 5)
           let y = row + down
           let x = (mirrored ? 4 - column : column) + right
           select y is < 0 or > 3 || x is < 0 or > 4 ? -1 - plane : image[(plane * 20) + (y * 5) + x],
    ];

    private static string Text(double[] values) => string.Join(' ', values);
}
