namespace Soma.Data;

/// <summary>MNIST: 28 × 28 grey images of handwritten digits, 60,000 to train and 10,000 to test.</summary>
public sealed class Mnist : IDatasetSource
{
    private const string Publisher = "http://yann.lecun.com/exdb/mnist/";

    private static readonly DatasetFile _trainImages = Packed(
        "train-images-idx3-ubyte",
        (9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        (47040016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"));

    private static readonly DatasetFile _trainLabels = Packed(
        "train-labels-idx1-ubyte",
        (28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        (60008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"));

    private static readonly DatasetFile _testImages = Packed(
        "t10k-images-idx3-ubyte",
        (1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        (7840016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"));

    private static readonly DatasetFile _testLabels = Packed(
        "t10k-labels-idx1-ubyte",
        (4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        (10008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    /// <inheritdoc/>
    public string Name => "mnist";

    /// <inheritdoc/>
    public string Title => "MNIST: handwritten digits, 28 × 28 grey, 60,000 to train and 10,000 to test";

    /// <inheritdoc/>
    public string Licence => "CC BY-SA 3.0 (as commonly stated)";

    /// <inheritdoc/>
    public string Citation => "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11), 1998.";

    /// <inheritdoc/>
    public Uri Homepage { get; } = new(Publisher);

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Mirrors { get; } =
        [new("https://ossci-datasets.s3.amazonaws.com/mnist/"), new("https://storage.googleapis.com/cvdf-datasets/mnist/")];

    /// <inheritdoc/>
    public IReadOnlyList<DatasetFile> Files { get; } = [_trainImages, _trainLabels, _testImages, _testLabels];

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <inheritdoc/>
    public DatasetPair Load(string folder)
        => new LabelledImages(this, folder).Load((_trainImages, _trainLabels), (_testImages, _testLabels));

    private static DatasetFile Packed(string name, (long Bytes, string Sha256) packed, (long Bytes, string Sha256) unpacked)
        => new($"{name}.gz", packed.Bytes, packed.Sha256, new Uri($"{Publisher}{name}.gz")) { Unpacked = new(name, unpacked.Bytes, unpacked.Sha256) };
}
