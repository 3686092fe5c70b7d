using System.Globalization;
using System.IO.Compression;
using System.Reflection;

namespace Soma.Data;

/// <summary>
/// UCI optical digits: 8 × 8 images of handwritten digits whose pixels count from 0 to 16. Small enough to lie in the library itself, so a first look and a
/// test need no files. A network for it is 64-…-10.
/// </summary>
public sealed class OptDigits : IDatasetSource
{
    private const int Side = 8;
    private const int Pixels = Side * Side;
    private const byte Most = 16;

    /// <inheritdoc/>
    public string Name => "optdigits";

    /// <inheritdoc/>
    public string Title => "UCI optical digits: handwritten digits, 8 × 8 grey, 3,823 to train and 1,797 to test; built in";

    /// <inheritdoc/>
    public string Licence => "CC BY 4.0";

    /// <inheritdoc/>
    public string Citation => "E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits. UCI Machine Learning Repository, 1998. doi:10.24432/C50P49.";

    /// <inheritdoc/>
    public Uri Homepage { get; } = new("https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits");

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Mirrors { get; } = [];

    /// <summary>None: the data is part of the library.</summary>
    public IReadOnlyList<DatasetFile> Files { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads the data out of the library.</summary>
    /// <param name="folder">Not looked at.</param>
    public DatasetPair Load(string folder = DatasetLocator.BuiltIn) => new(Read("train", "optdigits.tra.gz"), Read("test", "optdigits.tes.gz"));

    // One image a line: 64 counts row by row, then the digit. What lies in the library was compared with the publisher's sums by a test, so a fault here would be a fault of the build.
    private Dataset Read(string part, string resource)
    {
        using Stream packed = Assembly.GetExecutingAssembly().GetManifestResourceStream($"data/optdigits/{resource}")
            ?? throw new DataException($"The library was built without '{resource}'. Install it anew.");
        using StreamReader text = new(new GZipStream(packed, CompressionMode.Decompress));
        List<byte> samples = [];
        List<byte> labels = [];
        while (text.ReadLine() is { } line)
        {
            byte[] numbers = [.. line.Split(',').Select(static number => byte.Parse(number, CultureInfo.InvariantCulture))];
            if (numbers.Length != Pixels + 1 || numbers[..Pixels].Any(static count => count > Most))
                throw new DataException($"The library was built with a damaged '{resource}': line {labels.Count + 1} is not {Pixels} counts from 0 to {Most} and a digit. Install it anew.");
            samples.AddRange(numbers[..Pixels]);
            labels.Add(numbers[Pixels]);
        }

        return new Dataset($"{Name}/{part}", Pixels, LabelNames.Count, samples.ToArray(), labels.ToArray())
        {
            Normalization = Normalization.UpTo(Most),
            Image = new ImageShape(1, Side, Side),
            LabelNames = LabelNames,
        };
    }
}
