using System.Text.Json;
using System.Text.Unicode;
using Soma.Data;

namespace Soma.Checkpoints;

/// <summary>
/// The JSON header of a safetensors file, taken apart with suspicion: every fault that can be told from the header alone is noted.
/// </summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>The key that holds the metadata in place of a tensor.</summary>
    public const string MetadataKey = "__metadata__";

    private readonly Dictionary<string, string> _metadata = [];
    private readonly List<TensorEntry> _tensors = [];
    private readonly ProblemList _problems;

    private SafeTensorsHeader(ProblemList problems) => _problems = problems;

    /// <summary>Free text by key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>The tensors, in the order of the header; those with a fault are left out.</summary>
    public IReadOnlyList<TensorEntry> Tensors => _tensors;

    /// <summary>Reads a header.</summary>
    /// <param name="json">The header's bytes, padding included.</param>
    /// <param name="problems">Receives the faults.</param>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, ProblemList problems)
    {
        SafeTensorsHeader header = new(problems);
        if (!Utf8.IsValid(json.Span))
        {
            problems.Add("The header is not UTF-8 text.");
            return header;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                header.ReadAll(document.RootElement);
            else
                problems.Add($"The header is a JSON {document.RootElement.ValueKind}, but must be an object with one entry per tensor.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // An escaped half of a surrogate pair passes the parser and fails when the string is asked for.
            problems.Add($"The header is not JSON text ({fault.Message.TrimEnd('.')}).");
        }

        return header;
    }

    private void ReadAll(JsonElement root)
    {
        HashSet<string> names = [];
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (!names.Add(property.Name))
                _problems.Add($"The name '{property.Name}' occurs more than once.");
            else if (property.Name == MetadataKey)
                ReadMetadata(property.Value);
            else if (ReadTensor(property.Name, property.Value) is { } tensor)
                _tensors.Add(tensor);
        }
    }

    private void ReadMetadata(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"The metadata is a JSON {metadata.ValueKind}, but must be an object of strings.");
            return;
        }

        foreach (JsonProperty property in metadata.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                _problems.Add($"The metadata value '{property.Name}' is a JSON {property.Value.ValueKind}, but must be a string.");
            else if (!_metadata.TryAdd(property.Name, property.Value.GetString()!))
                _problems.Add($"The metadata key '{property.Name}' occurs more than once.");
        }
    }

    private TensorEntry? ReadTensor(string name, JsonElement tensor)
    {
        if (tensor.ValueKind != JsonValueKind.Object)
            return Fault(name, $"is described by a JSON {tensor.ValueKind}, but must be described by an object");
        if (tensor.EnumerateObject().CountBy(static property => property.Name).FirstOrDefault(static count => count.Value > 1).Key is { } twice)
            return Fault(name, $"has the field '{twice}' more than once");
        if (!tensor.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String)
            return Fault(name, "lacks its type, a string 'dtype'");
        if (!tensor.TryGetProperty("shape", out JsonElement shape) || Integers(shape) is not { } extents || extents.Any(static extent => extent > int.MaxValue))
            return Fault(name, $"lacks a 'shape', a list of integers from 0 to {int.MaxValue}");
        if (!tensor.TryGetProperty("data_offsets", out JsonElement offsets) || Integers(offsets) is not [long begin, long end])
            return Fault(name, "lacks its 'data_offsets', a list of two integers of at least 0");

        string type = dtype.GetString()!;
        return TensorType.SizeOf(type) == 0
            ? Fault(name, TensorType.Objection(type))
            : new TensorEntry(name, type, [.. extents.Select(static extent => (int)extent)], begin, end);
    }

    private static List<long>? Integers(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return null;
        List<long> values = [];
        foreach (JsonElement element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out long value) || value < 0)
                return null;
            values.Add(value);
        }

        return values;
    }

    private TensorEntry? Fault(string name, string fault)
    {
        _problems.Add($"The tensor '{name}' {fault}.");
        return null;
    }
}
