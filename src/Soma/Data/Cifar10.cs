namespace Soma.Data;

/// <summary>CIFAR-10: 32 × 32 colour photographs of ten kinds of things, 50,000 to train and 10,000 to test.</summary>
public sealed class Cifar10 : IDatasetSource
{
    private const string Publisher = "https://www.cs.toronto.edu/~kriz/";
    private const long BatchBytes = 10_000L * (1 + CifarFiles.Features);

    private static readonly UnpackedFile[] _train =
    [
        new("data_batch_1.bin", BatchBytes, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
        new("data_batch_2.bin", BatchBytes, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
        new("data_batch_3.bin", BatchBytes, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
        new("data_batch_4.bin", BatchBytes, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
        new("data_batch_5.bin", BatchBytes, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
    ];

    private static readonly UnpackedFile[] _test = [new("test_batch.bin", BatchBytes, "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")];

    /// <inheritdoc/>
    public string Name => "cifar10";

    /// <inheritdoc/>
    public string Title => "CIFAR-10: photographs of ten kinds of things, 32 × 32 colour, 50,000 to train and 10,000 to test";

    /// <inheritdoc/>
    public string Licence => "none stated; the author asks to be cited";

    /// <inheritdoc/>
    public string Citation => "A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, University of Toronto, 2009.";

    /// <inheritdoc/>
    public Uri Homepage { get; } = new("https://www.cs.toronto.edu/~kriz/cifar.html");

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Mirrors { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<DatasetFile> Files { get; } =
    [
        new("cifar-10-binary.tar.gz", 170052171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", new Uri($"{Publisher}cifar-10-binary.tar.gz"))
        {
            Archive = new ArchivedFiles("cifar-10-batches-bin", [.. _train, .. _test]),
        },
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; } = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <inheritdoc/>
    public DatasetPair Load(string folder) => new CifarFiles(this, folder, new CifarRecord(LabelBytes: 1, LabelIndex: 0)).Load(_train, _test);
}
