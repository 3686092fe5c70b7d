using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Soma.Data;
using Soma.Testing;

namespace Soma.Tests.Data;

/// <summary>A dataset of the form of CIFAR-10 with two records per file and four classes, whose files a test can spoil.</summary>
internal sealed class TinyCifar : IDatasetSource
{
    public const string ArchiveName = "tiny-binary.tar.gz";
    public const int RecordLength = 3073;

    private const string Folder = "tiny-batches-bin";

    private static readonly Dictionary<string, byte[]> _contents = new()
    {
        ["data_batch_1.bin"] = [.. Record(0, 1), .. Record(1, 2)],
        ["data_batch_2.bin"] = [.. Record(2, 3), .. Record(3, 4)],
        ["test_batch.bin"] = [.. Record(3, 5), .. Record(0, 6)],
    };

    private static readonly UnpackedFile[] _files =
        [.. _contents.Select(static file => new UnpackedFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))];

    public string Name => "tiny-cifar";

    public string Title => "A handful of colour images";

    public string Licence => "none";

    public string Citation => "none";

    public Uri Homepage { get; } = new("http://publisher.test/");

    public IReadOnlyList<Uri> Mirrors { get; } = [];

    public IReadOnlyList<DatasetFile> Files { get; } =
        [new DatasetFile(ArchiveName, 0, string.Empty, new Uri($"http://publisher.test/{ArchiveName}")) { Archive = new ArchivedFiles(Folder, _files) }];

    public IReadOnlyList<string> LabelNames { get; } = ["a", "b", "c", "d"];

    public static byte[] Contents(string name) => _contents[name];

    /// <summary>Three planes whose pixels are each plane's own: seed, seed + 1, seed + 2, and the last pixel of each plane 200.</summary>
    public static byte[] Record(byte label, byte seed) =>
        [label, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Repeat((byte)(seed + plane), 1023).Append((byte)200))];

    public static string WriteFiles(TemporaryFolder folder, params (string Name, byte[]? Contents)[] spoilt)
    {
        foreach ((string name, byte[]? contents) in Spoil(spoilt))
        {
            if (contents is not null)
                folder.Write(name, contents);
        }

        return folder.Path;
    }

    public static byte[] Tar(params (string Name, byte[]? Contents)[] spoilt)
    {
        using MemoryStream tar = new();
        using (TarWriter writer = new(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, $"{Folder}/"));
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{Folder}/readme.html") { DataStream = new MemoryStream([1, 2, 3]) });
            foreach ((string name, byte[]? contents) in Spoil(spoilt))
            {
                if (contents is not null)
                    writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{Folder}/{name}") { DataStream = new MemoryStream(contents) });
            }
        }

        return tar.ToArray();
    }

    public static byte[] Brotli(byte[] contents)
    {
        using MemoryStream packed = new();
        using (BrotliStream brotli = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(contents);
        return packed.ToArray();
    }

    public DatasetPair Load(string folder) => new CifarFiles(this, folder, new CifarRecord(1, 0)).Load(_files[..2], _files[2..]);

    private static IEnumerable<(string Name, byte[]? Contents)> Spoil((string Name, byte[]? Contents)[] spoilt)
        => _contents.Select(file => Array.Find(spoilt, other => other.Name == file.Key) is { Name: not null } other ? other : (file.Key, file.Value));
}
