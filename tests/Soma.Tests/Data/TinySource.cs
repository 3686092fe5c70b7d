using System.Security.Cryptography;
using Soma.Data;
using Soma.Testing;

namespace Soma.Tests.Data;

/// <summary>A dataset of the form of MNIST with three classes and a handful of images of 2 × 2, whose files a test can spoil.</summary>
internal sealed class TinySource : IDatasetSource
{
    private static readonly Dictionary<string, byte[]> _unpacked = new()
    {
        ["train-images"] = Idx.Counting(5, 2, 2),
        ["train-labels"] = Idx.Bytes([5], 0, 1, 2, 1, 0),
        ["test-images"] = Idx.Counting(2, 2, 2),
        ["test-labels"] = Idx.Bytes([2], 2, 0),
    };

    private static readonly Dictionary<string, byte[]> _contents = _unpacked.ToDictionary(static file => $"{file.Key}.gz", static file => Idx.Gzip(file.Value));

    public string Name => "tiny";

    public string Title => "A handful of images";

    public string Licence => "none";

    public string Citation => "none";

    public Uri Homepage { get; } = new("http://publisher.test/tiny/");

    public IReadOnlyList<Uri> Mirrors { get; } = [new("https://mirror.test/tiny/")];

    public IReadOnlyList<DatasetFile> Files { get; } =
    [
        .. _contents.Select(static file => new DatasetFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value)), new Uri($"http://publisher.test/tiny/{file.Key}"))
        {
            Unpacked = new UnpackedFile(file.Key[..^3], _unpacked[file.Key[..^3]].Length, Convert.ToHexStringLower(SHA256.HashData(_unpacked[file.Key[..^3]]))),
        }),
    ];

    public IReadOnlyList<string> FurtherFolders { get; init; } = [];

    public IReadOnlyList<string> LabelNames { get; } = ["a", "b", "c"];

    public static byte[] Contents(string name) => _contents[name];

    public static byte[] Unpacked(string name) => _unpacked[name];

    /// <summary>Writes all files to a folder, each as it should be or as the test wants it; null leaves it out.</summary>
    public static string WriteTo(TemporaryFolder folder, params (string Name, byte[]? Contents)[] spoilt)
    {
        foreach ((string name, byte[] contents) in _contents)
        {
            (string Name, byte[]? Contents) other = spoilt.FirstOrDefault(file => file.Name == name);
            if (other.Name is null)
                folder.Write(name, contents);
            else if (other.Contents is not null)
                folder.Write(name, other.Contents);
        }

        return folder.Path;
    }

    public DatasetPair Load(string folder) => new LabelledImages(this, folder).Load((Files[0], Files[1]), (Files[2], Files[3]));
}
