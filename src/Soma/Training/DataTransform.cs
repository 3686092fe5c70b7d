using System.Numerics;
using Soma.Data;

namespace Soma.Training;

/// <summary>What an experiment does to samples before the network sees them: other means and deviations than the data's own, and images that are moved and mirrored while it learns.</summary>
public sealed record DataTransform
{
    /// <summary>Means that are taken from the values, bytes as a share of the largest: one, or one per plane. Default: none, and the data's own normalization.</summary>
    [Option("Means that are taken from the values, bytes as a share of the largest: one, or one for each plane. Empty for the data's own normalization.", AtLeast = -1000, AtMost = 1000)]
    public IReadOnlyList<double> Means { get; init; } = [];

    /// <summary>What the values are then divided by; as many as means.</summary>
    [Option("What the values are then divided by; as many as means.", MoreThan = 0, AtMost = 1000)]
    public IReadOnlyList<double> Deviations { get; init; } = [];

    /// <summary>While learning, images get a border of so many black pixels and are cut to their size again at random; 0, the default, leaves them where they are.</summary>
    [Option("While learning, images get a border of so many black pixels and are cut to their size again at random.", AtLeast = 0, AtMost = 1000)]
    public int Crop { get; init; }

    /// <summary>Whether half of the images are mirrored left to right while learning. Default: they are not.</summary>
    [Option("Whether half of the images are mirrored left to right while learning.")]
    public bool Flip { get; init; }

    internal bool IsNone => Means.Count == 0 && Deviations.Count == 0 && Crop == 0 && !Flip;

    /// <summary>What keeps it from being done to data; empty if nothing does.</summary>
    /// <param name="data">The samples.</param>
    public IEnumerable<string> Objections(Dataset data)
    {
        if (Means.Count != Deviations.Count)
            yield return $"has {Means.Count} means and {Deviations.Count} deviations; give as many of one as of the other.";
        if (Means.Count > 0 && data.Features % Means.Count != 0)
            yield return $"has {Means.Count} means, but the {data.Features} features of {data.Name} cannot be divided into as many equal planes.";
        if (Means.Count > 0 && !data.Values.IsEmpty)
            yield return $"has means, but {data.Name} has no bytes that they could be taken from; normalize the numbers themselves.";
        if ((Crop > 0 || Flip) && data.Image is null)
            yield return $"moves or mirrors images, but the samples of {data.Name} are none; leave out crop and flip.";
    }

    /// <summary>The data with its means and deviations.</summary>
    internal Dataset Of(Dataset data) => Means.Count == 0 || Objections(data).Any()
        ? data
        : data.With(new Normalization(Means, Deviations) { Largest = data.Normalization.Largest });

    /// <summary>How its images are moved; null if they are not.</summary>
    internal ImageAugmentation<T>? AugmentationOf<T>(Dataset data)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (Crop > 0 || Flip) && data.Image is { } image
            ? new ImageAugmentation<T>(image, Crop, Flip, [.. Enumerable.Range(0, image.Channels).Select(plane => Blank(data, plane, image.Channels))])
            : null;

    // A black pixel; of numbers that were never bytes a zero.
    private static double Blank(Dataset data, int plane, int planes)
    {
        if (!data.Values.IsEmpty)
            return 0;
        int run = plane * data.Normalization.Means.Count / planes;
        return -data.Normalization.Means[run] / data.Normalization.Deviations[run];
    }
}
