using System.Security.Cryptography;

namespace Soma.Data;

/// <summary>
/// Compares files with what their publisher says of them: length first, then SHA-256. A file that was packed anew, as distributions do, is
/// known by what it unpacks to.
/// </summary>
public static class DatasetVerifier
{
    private const int BufferLength = 1 << 16;

    /// <summary>Looks at every file of a dataset.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="folder">Where its files lie, packed or unpacked.</param>
    /// <returns>A report per file, in the order of <see cref="IDatasetSource.Files"/>; an archive that lies there unpacked has one per file in it.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<FileReport> Verify(IDatasetSource source, string folder) => [.. source.Files.SelectMany(file => Verify(file, folder))];

    internal static IReadOnlyList<FileReport> Verify(DatasetFile file, string folder)
    {
        if (file.FindIn(folder) is { } path)
            return [file.Unpacked is { } unpacked && Path.GetFileName(path) == unpacked.Name ? VerifyPlain(path, unpacked.Bytes, unpacked.Sha256) : VerifyPacked(file, path)];
        return file.Archive is { } archive && archive.Files.Any(member => archive.FindIn(folder, member) is not null)
            ? [.. archive.Files.Select(member => archive.FindIn(folder, member) is { } place ? VerifyContents(place, member) : Missing(member.Name, folder))]
            : [Missing(file.Name, folder)];
    }

    /// <summary>Looks at a file that should be the publisher's, or the same contents packed anew.</summary>
    internal static FileReport VerifyPacked(DatasetFile file, string path)
    {
        FileReport found = VerifyPlain(path, file.Bytes, file.Sha256);
        if (found.Condition == FileCondition.Present || file.Unpacked is null)
            return found;
        return VerifyContents(path, file.Unpacked).Condition == FileCondition.Present ? Present(path) : found;
    }

    private static FileReport VerifyPlain(string path, long bytes, string sha256)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length != bytes)
            return new FileReport(Path.GetFileName(path), FileCondition.WrongSize, $"'{path}' has {stream.Length} bytes; expected were {bytes}.");
        return Compare(path, "has", Convert.ToHexStringLower(SHA256.HashData(stream)), sha256);
    }

    private static FileReport VerifyContents(string path, UnpackedFile expected)
    {
        string name = Path.GetFileName(path);
        try
        {
            using Stream stream = PackedFile.Open(path);
            if (stream is FileStream)
                return VerifyPlain(path, expected.Bytes, expected.Sha256);
            (long length, string sum) = Measure(stream, expected.Bytes);
            return length == expected.Bytes
                ? Compare(path, "unpacks to what has", sum, expected.Sha256)
                : new FileReport(name, FileCondition.WrongSize, $"'{path}' unpacks to {(length > expected.Bytes ? "more" : $"{length} bytes")}; expected were {expected.Bytes}.");
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            return new FileReport(name, FileCondition.WrongSum, $"'{path}' {PackedFile.Describe(fault)}.");
        }
    }

    // Stops one byte behind what is expected: a small file can unpack to a great deal.
    private static (long Length, string Sum) Measure(Stream stream, long most)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferLength];
        long length = 0;
        while (length <= most && stream.Read(buffer) is > 0 and int read)
        {
            hash.AppendData(buffer, 0, read);
            length += read;
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static FileReport Compare(string path, string verb, string sum, string expected) => sum == expected
        ? Present(path)
        : new FileReport(Path.GetFileName(path), FileCondition.WrongSum, $"'{path}' {verb} the SHA-256 {sum}; expected was {expected}.");

    private static FileReport Present(string path) => new(Path.GetFileName(path), FileCondition.Present, string.Empty);

    private static FileReport Missing(string name, string folder) => new(name, FileCondition.Missing, $"There is no '{name}' in '{folder}'.");
}
