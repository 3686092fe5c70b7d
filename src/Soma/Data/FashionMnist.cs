namespace Soma.Data;

/// <summary>Fashion-MNIST: 28 × 28 grey images of clothing, in place of the digits of MNIST and in the same form.</summary>
public sealed class FashionMnist : IDatasetSource
{
    private const string Publisher = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    private static readonly DatasetFile _trainImages = Packed(
        "train-images-idx3-ubyte",
        (26421880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        (47040016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"));

    private static readonly DatasetFile _trainLabels = Packed(
        "train-labels-idx1-ubyte",
        (29515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        (60008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"));

    private static readonly DatasetFile _testImages = Packed(
        "t10k-images-idx3-ubyte",
        (4422102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        (7840016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"));

    private static readonly DatasetFile _testLabels = Packed(
        "t10k-labels-idx1-ubyte",
        (5148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        (10008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

    /// <inheritdoc/>
    public string Name => "fashion-mnist";

    /// <inheritdoc/>
    public string Title => "Fashion-MNIST: pieces of clothing, 28 × 28 grey, 60,000 to train and 10,000 to test";

    /// <inheritdoc/>
    public string Licence => "MIT (Zalando SE, 2017)";

    /// <inheritdoc/>
    public string Citation => "H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. arXiv:1708.07747, 2017.";

    /// <inheritdoc/>
    public Uri Homepage { get; } = new("https://github.com/zalandoresearch/fashion-mnist");

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Mirrors { get; } = [new("https://fashion-mnist.s3.eu-central-1.amazonaws.com/")];

    /// <inheritdoc/>
    public IReadOnlyList<DatasetFile> Files { get; } = [_trainImages, _trainLabels, _testImages, _testLabels];

    /// <summary>Where the Debian package <c>dataset-fashion-mnist</c> puts the files, packed anew.</summary>
    public IReadOnlyList<string> FurtherFolders { get; } = ["/usr/share/datasets/fashion-mnist"];

    /// <inheritdoc/>
    public IReadOnlyList<string> LabelNames { get; } = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <inheritdoc/>
    public DatasetPair Load(string folder)
        => new LabelledImages(this, folder).Load((_trainImages, _trainLabels), (_testImages, _testLabels));

    private static DatasetFile Packed(string name, (long Bytes, string Sha256) packed, (long Bytes, string Sha256) unpacked)
        => new($"{name}.gz", packed.Bytes, packed.Sha256, new Uri($"{Publisher}{name}.gz")) { Unpacked = new(name, unpacked.Bytes, unpacked.Sha256) };
}
