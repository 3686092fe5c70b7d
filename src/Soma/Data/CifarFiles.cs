using System.Formats.Tar;
using System.IO.Compression;

namespace Soma.Data;

/// <summary>
/// Loads the binary versions of CIFAR from the publisher's archive as it is, or from the files in it where they lie beside. It goes on after a fault as
/// far as it can, so that one message tells all that is wrong.
/// </summary>
/// <param name="source">The dataset: one archive.</param>
/// <param name="folder">Where the archive or its files lie.</param>
/// <param name="record">How a record begins.</param>
internal sealed class CifarFiles(IDatasetSource source, string folder, CifarRecord record)
{
    /// <summary>Bytes of an image.</summary>
    public const int Features = Planes * Side * Side;

    private const int Planes = 3;
    private const int Side = 32;

    // Means of the pixels, and three times a deviation that is smaller than the true one: what the published CorInfoMax runs on CIFAR-10 and CIFAR-100 use. Inputs lie in about [−0.81, 0.92].
    private static readonly Normalization _published = new([0.4914, 0.4822, 0.4465], [0.6069, 0.5982, 0.6030]);

    private readonly ProblemList _problems = new();

    private DatasetFile Archive => source.Files[0];

    private ArchivedFiles Contents => Archive.Archive!;

    /// <summary>Reads and checks the files.</summary>
    /// <param name="train">The files to train with, in the order of their samples.</param>
    /// <param name="test">The files to test with.</param>
    /// <exception cref="DataException">Something is missing, cut off, damaged or of another kind.</exception>
    public DatasetPair Load(IReadOnlyList<UnpackedFile> train, IReadOnlyList<UnpackedFile> test)
    {
        CifarPart trainPart = new(train, record, source.LabelNames.Count);
        CifarPart testPart = new(test, record, source.LabelNames.Count);
        CifarPart PartOf(UnpackedFile file) => trainPart.Has(file) ? trainPart : testPart;

        string archive = Path.Combine(folder, Archive.Name);
        bool hasAllFiles = Contents.Files.All(file => Contents.FindIn(folder, file) is not null);
        if (hasAllFiles || !File.Exists(archive))
            ReadFiles(PartOf);
        else
            ReadArchive(archive, PartOf);

        if (!_problems.IsEmpty)
            throw new DataException(_problems.After($"The dataset '{source.Name}' in '{folder}' cannot be used") + $"\nGet it with: soma data fetch {source.Name}");
        return new DatasetPair(Join("train", trainPart), Join("test", testPart));
    }

    private void ReadFiles(Func<UnpackedFile, CifarPart> partOf)
    {
        foreach (UnpackedFile file in Contents.Files)
        {
            if (Contents.FindIn(folder, file) is { } path)
                ReadFile(path, file, partOf(file));
            else
                _problems.Add($"The file '{file.Name}' is missing.");
        }
    }

    private void ReadFile(string path, UnpackedFile file, CifarPart part)
    {
        try
        {
            using Stream stream = PackedFile.Open(path);
            if (stream is FileStream plain && plain.Length != file.Bytes)
                _problems.Add($"'{path}' has {plain.Length} bytes; expected were {part.Expected(file)}.");
            else
                part.Read(file, stream, $"'{path}'", _problems);
        }
        catch (Exception fault) when (PackedFile.IsFaultOfFile(fault))
        {
            _problems.Add($"'{path}' {PackedFile.Describe(fault)}.");
        }
    }

    private void ReadArchive(string path, Func<UnpackedFile, CifarPart> partOf)
    {
        HashSet<UnpackedFile> seen = [];
        try
        {
            using FileStream packed = File.OpenRead(path);
            using GZipStream unpacked = new(packed, CompressionMode.Decompress);
            using TarReader archive = new(unpacked);
            while (seen.Count < Contents.Files.Count && archive.GetNextEntry() is { } entry)
            {
                if (Find(entry) is not { } file)
                    continue;
                string origin = $"'{entry.Name}' in '{path}'";
                if (!seen.Add(file))
                    _problems.Add($"{origin} is there twice.");
                else if (entry.Length != file.Bytes || entry.DataStream is null)
                    _problems.Add($"{origin} has {entry.Length} bytes; expected were {partOf(file).Expected(file)}.");
                else
                    partOf(file).Read(file, entry.DataStream, origin, _problems);
            }
        }
        catch (Exception fault) when (PackedFile.IsFaultOfFile(fault))
        {
            _problems.Add($"The archive '{path}' {PackedFile.Describe(fault)}.");
        }

        if (Contents.Files.Except(seen).Select(static file => file.Name).ToArray() is { Length: > 0 } missing)
            _problems.Add($"The archive '{path}' does not hold {string.Join(", ", missing)}, or ends before.");
    }

    private UnpackedFile? Find(TarEntry entry)
        => Contents.Files.FirstOrDefault(file => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && Path.GetFileName(entry.Name) == file.Name);

    private Dataset Join(string part, CifarPart samples) => new($"{source.Name}/{part}", Features, source.LabelNames.Count, samples.Samples, samples.Labels)
    {
        Normalization = _published,
        Image = new ImageShape(Planes, Side, Side),
        LabelNames = source.LabelNames,
    };
}
