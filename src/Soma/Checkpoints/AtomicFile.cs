using System.Text;

namespace Soma.Checkpoints;

/// <summary>
/// Writes files so that a reader, or a machine that loses power, finds the old contents or the new, never half of either: the
/// new contents are written beside, forced to the disk, and renamed over the old. What a killed process leaves beside is
/// overwritten the next time.
/// </summary>
public static class AtomicFile
{
    /// <summary>Added to the name while the new contents are not whole.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the contents to the stream it is given.</param>
    /// <exception cref="IOException">The disk is full, the folder is missing, or another process is writing the same file. What was there before is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = path + TemporarySuffix;

        // Opened outside the try: a temporary that another process holds is not ours to delete.
        FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">The text, with its line ends as they are.</param>
    /// <exception cref="IOException">As for <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
