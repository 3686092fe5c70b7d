using System.Security.Cryptography;

namespace Soma.Data;

/// <summary>Compares files with what their publisher says of them: length first, then SHA-256.</summary>
public static class DatasetVerifier
{
    /// <summary>Looks at every file of a dataset.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="folder">Where its files lie, packed or unpacked.</param>
    /// <returns>A report per file, in the order of <see cref="IDatasetSource.Files"/>.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<FileReport> Verify(IDatasetSource source, string folder) => [.. source.Files.Select(file => Verify(file, folder))];

    internal static FileReport Verify(DatasetFile file, string folder)
    {
        if (file.FindIn(folder) is not { } path)
            return new FileReport(file.Name, FileCondition.Missing, $"There is no '{file.Name}' in '{folder}'.");
        return file.Unpacked is { } unpacked && Path.GetFileName(path) == unpacked.Name
            ? Verify(path, unpacked.Bytes, unpacked.Sha256)
            : Verify(path, file.Bytes, file.Sha256);
    }

    internal static FileReport Verify(string path, long bytes, string sha256)
    {
        string name = Path.GetFileName(path);
        using FileStream stream = File.OpenRead(path);
        if (stream.Length != bytes)
            return new FileReport(name, FileCondition.WrongSize, $"'{path}' has {stream.Length} bytes; expected were {bytes}.");
        string sum = Convert.ToHexStringLower(SHA256.HashData(stream));
        return sum == sha256
            ? new FileReport(name, FileCondition.Present, string.Empty)
            : new FileReport(name, FileCondition.WrongSum, $"'{path}' has the SHA-256 {sum}; expected was {sha256}.");
    }
}
