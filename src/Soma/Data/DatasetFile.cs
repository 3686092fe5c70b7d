namespace Soma.Data;

/// <summary>A file as its publisher offers it.</summary>
/// <param name="Name">Its name in the folder of the dataset.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Address">Where the publisher offers it.</param>
public sealed record DatasetFile(string Name, long Bytes, string Sha256, Uri Address)
{
    /// <summary>The same contents unpacked, which may lie there instead; null if the file is not packed.</summary>
    public UnpackedFile? Unpacked { get; init; }

    /// <summary>What the file holds if it is an archive (<c>.tar.gz</c>) of several, which may lie there instead; null if it is none.</summary>
    public ArchivedFiles? Archive { get; init; }

    /// <summary>The path of the file in a folder, or of its unpacked form if only that is there.</summary>
    /// <param name="folder">The folder of the dataset.</param>
    /// <returns>A path at which there is a file, or null.</returns>
    public string? FindIn(string folder)
    {
        string packed = Path.Combine(folder, Name);
        if (File.Exists(packed))
            return packed;
        return Unpacked is not null && File.Exists(Path.Combine(folder, Unpacked.Name)) ? Path.Combine(folder, Unpacked.Name) : null;
    }

    /// <summary>What keeps the file from being read from a folder: nothing if it is there in any form; the names of what an unpacked archive lacks; or its own name.</summary>
    internal IReadOnlyList<string> MissingIn(string folder)
    {
        if (FindIn(folder) is not null)
            return [];
        if (Archive is null)
            return [Name];
        string[] lacking = [.. Archive.Files.Where(file => Archive.FindIn(folder, file) is null).Select(static file => file.Name)];
        return lacking.Length == Archive.Files.Count ? [Name] : lacking;
    }
}

/// <summary>The unpacked form of a <see cref="DatasetFile"/>, or a file of an archive.</summary>
/// <param name="Name">Its name in the folder of the dataset.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record UnpackedFile(string Name, long Bytes, string Sha256);
