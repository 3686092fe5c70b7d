using System.Buffers.Binary;
using System.IO.Compression;

namespace Soma.Data;

/// <summary>
/// Reads IDX files, the format of MNIST, plain or packed with gzip (told by the first bytes, not by the name): two zero bytes, a type,
/// the number of dimensions, the extents, then the values. All numbers have the most significant byte first.
/// </summary>
public static class IdxFile
{
    private const int MagicLength = 4;
    private const int TrailerLength = 8;

    // Deflate packs at most 258 bytes into two bits. A file that promises more is lying, and no memory is set aside for it.
    private const int LargestExpansion = 1032;

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataException">There is no such file, or it is not a whole IDX file of bytes or doubles; the message tells what is wrong.</exception>
    public static IdxArray Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return IsGzip(file) ? ReadPacked(path, file) : Read(path, file, file.Length);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"There is no file '{path}'.", fault);
        }
        catch (InvalidDataException fault)
        {
            throw new DataException($"The file '{path}' is a damaged gzip file: its contents do not unpack to what its check sum says. Fetch it again.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The file '{path}' cannot be read ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    /// <summary>Bytes of one value.</summary>
    internal static int SizeOf(IdxType type) => type == IdxType.DoublePrecision ? sizeof(double) : sizeof(byte);

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        int read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && start[0] == 0x1F && start[1] == 0x8B;
    }

    private static IdxArray ReadPacked(string path, FileStream file)
    {
        IdxArray array;
        using (GZipStream unpacked = new(file, CompressionMode.Decompress, leaveOpen: true))
            array = Read(path, unpacked, file.Length * LargestExpansion);

        // The unpacking compares the check sum if it is there, but does not mind if the file ends before it. The last four bytes are the unpacked length.
        Span<byte> trailer = stackalloc byte[TrailerLength];
        file.Position = file.Length - TrailerLength;
        file.ReadExactly(trailer);
        uint length = (uint)(MagicLength + (sizeof(int) * array.Extents.Count) + array.Bytes.Length);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]) == length
            ? array
            : throw Fault(path, "does not end as one gzip file of its length must: it was cut off, or something was appended");
    }

    private static IdxArray Read(string path, Stream stream, long mostBytes)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        int given = stream.ReadAtLeast(magic, MagicLength, throwOnEndOfStream: false);
        if (given == 0)
            throw Fault(path, "is empty");
        if (given < MagicLength || magic[0] != 0 || magic[1] != 0)
            throw Fault(path, $"begins with the bytes {Convert.ToHexString(magic[..given])}; an IDX file begins with 0000, a type and the number of dimensions");
        IdxType type = (IdxType)magic[2];
        if (!Enum.IsDefined(type) || type == IdxType.None)
            throw Fault(path, $"has values of type 0x{magic[2]:X2}; bytes (0x08) and doubles (0x0E) can be read");
        if (magic[3] == 0)
            throw Fault(path, "has no dimensions; at least one was expected");

        int[] extents = ReadExtents(path, stream, magic[3]);
        byte[] bytes = new byte[Length(path, extents, SizeOf(type), mostBytes)];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw Fault(path, $"ends early: its extents {Text(extents)} need {bytes.Length} bytes of values, but it has {read}");
        if (stream.ReadByte() >= 0)
            throw Fault(path, $"goes on behind its last value: its extents {Text(extents)} need only {bytes.Length} bytes of values");
        return new IdxArray(path, type, extents, bytes);
    }

    private static int[] ReadExtents(string path, Stream stream, int dimensions)
    {
        byte[] bytes = new byte[sizeof(int) * dimensions];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
            throw Fault(path, $"ends within its extents: {dimensions} of them need {bytes.Length} bytes, but it has {read}");

        int[] extents = new int[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            extents[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(i * sizeof(int)));
            if (extents[i] < 0)
                throw Fault(path, $"has the extent {(uint)extents[i]} in dimension {i}; at most {int.MaxValue} was expected");
        }

        return extents;
    }

    private static long Length(string path, int[] extents, int size, long mostBytes)
    {
        Int128 length = size;
        foreach (int extent in extents)
        {
            length *= extent;
            if (length > Array.MaxLength)
                throw Fault(path, $"has the extents {Text(extents)}, more than the {Array.MaxLength} bytes that can be held");
        }

        return length <= mostBytes
            ? (long)length
            : throw Fault(path, $"ends early: its extents {Text(extents)} need {length} bytes of values, but the file is too short to hold them");
    }

    private static string Text(int[] extents) => string.Join(" × ", extents);

    private static DataException Fault(string path, string fault) => new($"The file '{path}' {fault}. Fetch it again, or use another copy.");
}
