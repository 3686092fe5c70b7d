using System.Buffers.Binary;
using System.IO.Compression;

namespace Soma.Data;

/// <summary>Files that may be packed by themselves, with gzip (told by the first bytes) or Brotli (told by the name, since it has no first bytes of its own).</summary>
internal static class PackedFile
{
    /// <summary>How the names of Brotli files end.</summary>
    public const string BrotliEnding = ".br";

    /// <summary>How the names of gzip files end.</summary>
    public const string GzipEnding = ".gz";

    private const int BufferLength = 1 << 16;

    /// <summary>Opens a file for reading what is in it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A stream to read forward. Reading throws <see cref="InvalidDataException"/> or <see cref="InvalidOperationException"/> where it cannot be unpacked; it does not notice where the packing was cut off.</returns>
    public static Stream Open(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
        if (path.EndsWith(BrotliEnding, StringComparison.OrdinalIgnoreCase))
            return new BrotliStream(file, CompressionMode.Decompress);
        return IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Opens a plain file, or one packed with gzip, for reading it whole: one that was cut off is refused. What is packed is held in memory.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EndOfStreamException">The packed file was cut off, or something was appended.</exception>
    public static Stream OpenWhole(string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferLength, FileOptions.SequentialScan);
        if (!IsGzip(file))
            return file;
        using (file)
        {
            MemoryStream contents = new();
            using (GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true))
                unpacked.CopyTo(contents);

            // Unpacking does not mind where the file ends; its last four bytes are the unpacked length.
            Span<byte> length = stackalloc byte[sizeof(uint)];
            file.Position = file.Length - length.Length;
            file.ReadExactly(length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)contents.Length)
                throw new EndOfStreamException();
            contents.Position = 0;
            return contents;
        }
    }

    /// <summary>Whether a fault came from the file and not from the program.</summary>
    /// <param name="fault">What was thrown while a file was opened or read.</param>
    public static bool IsFaultOfFile(Exception fault)
        => fault is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException;

    /// <summary>What a fault says of the file, as the end of a sentence that begins with the file.</summary>
    /// <param name="fault">One that <see cref="IsFaultOfFile"/>.</param>
    public static string Describe(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => "is not there",
        EndOfStreamException => "is cut off: it ends before what it announces",
        InvalidDataException or InvalidOperationException => "is damaged, or not packed as its name says: it cannot be unpacked",
        _ => $"cannot be read ({fault.Message.TrimEnd('.')})",
    };

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }
}
