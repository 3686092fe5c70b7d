using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Soma.Numerics;

namespace Soma.Checkpoints;

/// <summary>
/// Writes safetensors files: the same tensors and the same text always give the same bytes. Weights are written one tensor after the
/// other, so that there is never a second copy of all of them.
/// </summary>
public static class SafeTensorsWriter
{
    private const int Alignment = 8;
    private const int ValuesPerChunk = 8192;

    // The header is not embedded in a page: quotes and umlauts in it may stay readable.
    private static readonly JsonWriterOptions _headerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file beside and renames it over <paramref name="path"/> once it is whole.</summary>
    /// <typeparam name="T"><see cref="float"/> is written as F32, <see cref="double"/> as F64.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="metadata">Free text, written in this order.</param>
    /// <param name="tensors">Tensors by distinct names, written in this order.</param>
    /// <exception cref="IOException">The file cannot be written; what was there before is untouched.</exception>
    public static void Save<T>(string path, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<(string Name, Tensor<T> Tensor)> tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => AtomicFile.Write(path, stream => Write(stream, metadata, tensors));

    /// <summary>Writes to a stream.</summary>
    /// <typeparam name="T"><see cref="float"/> is written as F32, <see cref="double"/> as F64.</typeparam>
    /// <param name="stream">Receives the bytes; not closed.</param>
    /// <param name="metadata">Free text, written in this order.</param>
    /// <param name="tensors">Tensors by distinct names, written in this order.</param>
    /// <exception cref="ArgumentException">A name or key occurs twice, or a tensor has the name reserved for the metadata.</exception>
    public static void Write<T>(Stream stream, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<(string Name, Tensor<T> Tensor)> tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        WriteHeader(stream, Header([.. metadata], tensors));
        byte[] chunk = new byte[ValuesPerChunk * TensorType.SizeOf(TensorType.NameOf<T>())];
        foreach ((_, Tensor<T> tensor) in tensors)
            WriteValues(stream, tensor.ToArray(), chunk);
    }

    private static ReadOnlySpan<byte> Header<T>(IReadOnlyList<KeyValuePair<string, string>> metadata, IReadOnlyList<(string Name, Tensor<T> Tensor)> tensors)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireDistinct([SafeTensorsHeader.MetadataKey, .. tensors.Select(static tensor => tensor.Name)], nameof(tensors));
        RequireDistinct([.. metadata.Select(static pair => pair.Key)], nameof(metadata));

        ArrayBufferWriter<byte> text = new();
        using Utf8JsonWriter json = new(text, _headerOptions);
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject(SafeTensorsHeader.MetadataKey);
            foreach ((string key, string value) in metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        long begin = 0;
        foreach ((string name, Tensor<T> tensor) in tensors)
            begin = WriteEntry(json, name, tensor, begin);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan;
    }

    private static long WriteEntry<T>(Utf8JsonWriter json, string name, Tensor<T> tensor, long begin)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string type = TensorType.NameOf<T>();
        long end = begin + (tensor.Length * TensorType.SizeOf(type));
        json.WriteStartObject(name);
        json.WriteString("dtype", type);
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape)
            json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    // Spaces behind the header let the values begin at a multiple of eight.
    private static void WriteHeader(Stream stream, ReadOnlySpan<byte> header)
    {
        int padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)padded);
        stream.Write(prefix);
        stream.Write(header);
        for (int i = header.Length; i < padded; i++)
            stream.WriteByte((byte)' ');
    }

    private static void WriteValues<T>(Stream stream, ReadOnlySpan<T> values, byte[] chunk)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = chunk.Length / ValuesPerChunk;
        for (int start = 0; start < values.Length; start += ValuesPerChunk)
        {
            ReadOnlySpan<T> part = values.Slice(start, Math.Min(ValuesPerChunk, values.Length - start));
            Span<byte> bytes = chunk.AsSpan(0, part.Length * size);
            TensorType.Encode(part, bytes);
            stream.Write(bytes);
        }
    }

    private static void RequireDistinct(IReadOnlyList<string> names, string parameter)
    {
        if (names.CountBy(static name => name).FirstOrDefault(static count => count.Value > 1).Key is { } twice)
            throw new ArgumentException($"The name '{twice}' is reserved or given twice.", parameter);
    }
}
