namespace Soma.Data;

/// <summary>CIFAR-100: 32 × 32 colour photographs of a hundred kinds of things, 50,000 to train and 10,000 to test. The twenty coarse labels are passed over.</summary>
public sealed class Cifar100 : IDatasetSource
{
    private const string Publisher = "https://www.cs.toronto.edu/~kriz/";
    private const long RecordBytes = 2 + CifarFiles.Features;

    private static readonly UnpackedFile[] _train = [new("train.bin", 50_000 * RecordBytes, "f31298fc616915fa142368359df1c4ca2ae984d6915ca468b998a5ec6aeebf29")];
    private static readonly UnpackedFile[] _test = [new("test.bin", 10_000 * RecordBytes, "d8b1e6b7b3bee4020055f0699b111f60b1af1e262aeb93a0b659061746f8224a")];

    /// <inheritdoc/>
    public string Name => "cifar100";

    /// <inheritdoc/>
    public string Title => "CIFAR-100: photographs of a hundred kinds of things, 32 × 32 colour, 50,000 to train and 10,000 to test";

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
        new("cifar-100-binary.tar.gz", 168513733, "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec", new Uri($"{Publisher}cifar-100-binary.tar.gz"))
        {
            Archive = new ArchivedFiles("cifar-100-binary", [.. _train, .. _test]),
        },
    ];

    /// <summary>The fine labels, in the alphabetical order that numbers them.</summary>
    public IReadOnlyList<string> LabelNames { get; } =
    [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
        "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
        "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
        "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
        "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
        "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
        "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
        "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
        "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
        "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
    ];

    /// <inheritdoc/>
    public DatasetPair Load(string folder) => new CifarFiles(this, folder, new CifarRecord(LabelBytes: 2, LabelIndex: 1)).Load(_train, _test);
}
