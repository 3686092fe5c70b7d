using System.Buffers.Binary;
using System.Numerics;

namespace Soma.Checkpoints;

/// <summary>The element types of the format: two are read and written here, the others are only known by name.</summary>
internal static class TensorType
{
    public const string Single = "F32";
    public const string Double = "F64";

    private static readonly HashSet<string> _knownElsewhere =
    [
        "BOOL", "U8", "I8", "U16", "I16", "U32", "I32", "U64", "I64", "F16", "BF16", "C64",
        "F4", "F6_E2M3", "F6_E3M2", "F8_E4M3", "F8_E5M2", "F8_E8M0",
    ];

    /// <summary>Bytes of one value, or 0 for a type that is not supported here.</summary>
    public static int SizeOf(string type) => type switch
    {
        Single => sizeof(float),
        Double => sizeof(double),
        _ => 0,
    };

    /// <summary>What keeps a type from being read.</summary>
    public static string Objection(string type) => _knownElsewhere.Contains(type)
        ? $"has the type {type}, which the format knows but which is not supported here; convert it to F32 or F64"
        : $"has the unknown type '{type}'; F32 and F64 are supported here";

    /// <summary>The name of the type of <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">Neither float nor double.</exception>
    public static string NameOf<T>()
    {
        if (typeof(T) == typeof(float))
            return Single;
        if (typeof(T) == typeof(double))
            return Double;
        throw new NotSupportedException($"Tensors are saved as float or double, not as {typeof(T).Name}.");
    }

    /// <summary>Reads values of either type, converted to <typeparamref name="T"/>.</summary>
    public static T[] Decode<T>(string type, ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = SizeOf(type);
        T[] values = new T[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(i * size, size);
            values[i] = size == sizeof(float)
                ? T.CreateChecked(BinaryPrimitives.ReadSingleLittleEndian(value))
                : T.CreateChecked(BinaryPrimitives.ReadDoubleLittleEndian(value));
        }

        return values;
    }

    /// <summary>Writes values as the type of <typeparamref name="T"/>; the destination has room for exactly as many.</summary>
    public static void Encode<T>(ReadOnlySpan<T> values, Span<byte> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = SizeOf(NameOf<T>());
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> value = destination.Slice(i * size, size);
            if (size == sizeof(float))
                BinaryPrimitives.WriteSingleLittleEndian(value, float.CreateChecked(values[i]));
            else
                BinaryPrimitives.WriteDoubleLittleEndian(value, double.CreateChecked(values[i]));
        }
    }
}
