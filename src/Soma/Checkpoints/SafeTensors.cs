using System.Buffers.Binary;
using Soma.Data;

namespace Soma.Checkpoints;

/// <summary>
/// Reads safetensors files: eight bytes with the length of a JSON header, the header, then the values, little-endian and back to back.
/// The same reader takes checkpoints and golden files, and it takes no file on trust: a malformed one is refused whole,
/// before any memory is set aside on the word of its header.
/// </summary>
public static class SafeTensors
{
    /// <summary>The longest header that the format allows, in bytes.</summary>
    public const int LongestHeader = 100_000_000;

    private const int Prefix = sizeof(ulong);

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CheckpointException">There is no such file, or it is not a well-formed safetensors file of F32 and F64 tensors; the message lists what is wrong.</exception>
    public static SafeTensorsFile Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(path, stream);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"There is no file '{path}'. Check the path; a checkpoint's name ends in .safetensors.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"The file '{path}' cannot be read ({fault.Message.TrimEnd('.')}). Check that it is a file, and that you may read it.", fault);
        }
    }

    private static SafeTensorsFile Read(string path, FileStream stream)
    {
        ProblemList problems = new();
        if (HeaderLength(stream, problems) is { } headerLength)
        {
            byte[] json = new byte[headerLength];
            stream.ReadExactly(json);
            SafeTensorsHeader header = SafeTensorsHeader.Parse(json, problems);
            long dataLength = stream.Length - stream.Position;
            if (problems.IsEmpty)
                SafeTensorsLayout.Check(header.Tensors, dataLength, problems);
            if (dataLength > Array.MaxLength)
                problems.Add($"It has {dataLength} bytes of data; at most {Array.MaxLength} can be read here.");
            if (problems.IsEmpty)
            {
                byte[] data = new byte[dataLength];
                stream.ReadExactly(data);
                return new SafeTensorsFile(path, header, data);
            }
        }

        throw new CheckpointException(problems.After($"The file '{path}' is not a whole and well-formed safetensors file") + "\nUse another copy of the file.");
    }

    private static int? HeaderLength(FileStream stream, ProblemList problems)
    {
        long length = stream.Length;
        if (length < Prefix)
        {
            problems.Add($"It has {length} bytes; the length of the header alone takes {Prefix}.");
            return null;
        }

        Span<byte> prefix = stackalloc byte[Prefix];
        stream.ReadExactly(prefix);
        ulong header = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (header > LongestHeader)
            problems.Add($"It announces a header of {header} bytes; the format allows {LongestHeader}.");
        else if (header > (ulong)(length - Prefix))
            problems.Add($"It announces a header of {header} bytes, but only {length - Prefix} follow.");
        return problems.IsEmpty ? (int)header : null;
    }
}
