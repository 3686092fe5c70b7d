namespace Soma.Data.Formats;

/// <summary>Samples as a format read them: the classes are still words.</summary>
/// <param name="Origin">The file or folder, for messages.</param>
/// <param name="Features">Values per sample.</param>
/// <param name="Bytes">All samples as bytes; empty if they are numbers of another kind.</param>
/// <param name="Values">All samples as numbers; empty if they are bytes.</param>
/// <param name="Labels">The word for the class of each sample.</param>
internal sealed record RawSamples(string Origin, int Features, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<float> Values, IReadOnlyList<string> Labels)
{
    /// <summary>What byte becomes which value.</summary>
    public Normalization Normalization { get; init; } = Normalization.UnitInterval;

    /// <summary>How the features make an image; null if they make none.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>For messages: "28 × 28 grey" or "13 values".</summary>
    public string Shape => Image?.ToString() ?? $"{Features} values";
}
