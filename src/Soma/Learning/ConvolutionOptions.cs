namespace Soma.Learning;

/// <summary>A layer that is a convolution of 3 × 3 pixels with a border of zeros; as written in experiment files.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Channels: values per pixel that it gives. Default 128.</summary>
    [Option("Channels: values per pixel that the convolution gives.", AtLeast = 1, AtMost = 100_000)]
    public int Channels { get; init; } = 128;

    /// <summary>Whether its image is halved by taking the largest of 2 × 2 pixels. Default: it is not.</summary>
    [Option("Whether its image is halved by taking the largest of 2 × 2 pixels.")]
    public bool Pool { get; init; }
}
