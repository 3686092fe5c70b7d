using System.Numerics;

namespace Soma.Checkpoints;

/// <summary>The contents of a safetensors file: named tensors and free text.</summary>
public sealed class SafeTensorsFile
{
    private readonly Dictionary<string, TensorEntry> _tensors;
    private readonly byte[] _data;

    internal SafeTensorsFile(string path, SafeTensorsHeader header, byte[] data)
    {
        Path = path;
        Metadata = header.Metadata;
        Names = [.. header.Tensors.Select(static tensor => tensor.Name)];
        _tensors = header.Tensors.ToDictionary(static tensor => tensor.Name);
        _data = data;
    }

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>Free text by key; empty if the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The names of the tensors, in the order of the header.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether there is a tensor of this name.</summary>
    /// <param name="name">For example "wff.1".</param>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>The extents of a tensor, outermost first; none if it is a single number.</summary>
    /// <param name="name">For example "wff.1".</param>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public IReadOnlyList<int> ShapeOf(string name) => Find(name).Shape;

    /// <summary>The type of a tensor's values: "F32" or "F64".</summary>
    /// <param name="name">For example "wff.1".</param>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public string DTypeOf(string name) => Find(name).Type;

    /// <summary>The values of a tensor in row-major order: exact, except that F64 read as float is rounded to the nearest.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="name">For example "wff.1".</param>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public T[] Values<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorEntry tensor = Find(name);
        return TensorType.Decode<T>(tensor.Type, BytesOf(tensor));
    }

    /// <summary>The values of a tensor as they lie in the file: little-endian, in row-major order.</summary>
    internal ReadOnlySpan<byte> Bytes(string name) => BytesOf(Find(name));

    private ReadOnlySpan<byte> BytesOf(TensorEntry tensor) => _data.AsSpan((int)tensor.Begin, (int)(tensor.End - tensor.Begin));

    private TensorEntry Find(string name) => _tensors.TryGetValue(name, out TensorEntry? tensor)
        ? tensor
        : throw new CheckpointException($"The file '{Path}' has no tensor '{name}'; it has: {string.Join(", ", Names)}.");
}
