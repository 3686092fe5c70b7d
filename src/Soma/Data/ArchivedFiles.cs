namespace Soma.Data;

/// <summary>What an archive holds. The files may lie in the folder of the dataset in place of the archive.</summary>
/// <param name="Folder">The folder that they have in the archive; unpacking makes it.</param>
/// <param name="Files">The files that are needed; others in the archive are passed over.</param>
public sealed record ArchivedFiles(string Folder, IReadOnlyList<UnpackedFile> Files)
{
    private static readonly string[] _endings = ["", PackedFile.BrotliEnding, PackedFile.GzipEnding];

    /// <summary>Looks for a file outside of the archive: plain, or packed by itself with Brotli (<c>.br</c>) or gzip (<c>.gz</c>), in the folder of the dataset or in the archive's own below it.</summary>
    /// <param name="folder">The folder of the dataset.</param>
    /// <param name="file">One of <see cref="Files"/>.</param>
    /// <returns>A path at which there is a file, or null.</returns>
    public string? FindIn(string folder, UnpackedFile file)
    {
        IEnumerable<string> paths = from place in new[] { folder, Path.Combine(folder, Folder) }
                                    from ending in _endings
                                    select Path.Combine(place, file.Name + ending);
        return paths.FirstOrDefault(File.Exists);
    }
}
