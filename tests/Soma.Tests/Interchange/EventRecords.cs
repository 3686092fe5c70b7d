using System.Buffers.Binary;
using System.Text;

namespace Soma.Tests.Interchange;

/// <summary>Reads event files from the description of the format alone: none of the code that writes them is used, nor the library that it uses.</summary>
internal static class EventRecords
{
    // The polynomial of Castagnoli, mirrored.
    private const uint Polynomial = 0x82f63b78;

    /// <summary>All records. Every check sum is checked.</summary>
    public static IReadOnlyList<EventRecord> Read(byte[] file)
    {
        List<EventRecord> records = [];
        ReadOnlySpan<byte> rest = file;
        while (!rest.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(MaskedSum(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            ReadOnlySpan<byte> data = rest.Slice(12, length);
            Assert.Equal(MaskedSum(data), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            records.Add(EventRecord.Parse(data.ToArray()));
            rest = rest[(length + 16)..];
        }

        return records;
    }

    /// <summary>Bit by bit, as the definition has it.</summary>
    public static uint Sum(ReadOnlySpan<byte> data)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in data)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 1 ? (sum >> 1) ^ Polynomial : sum >> 1;
        }

        return ~sum;
    }

    private static uint MaskedSum(ReadOnlySpan<byte> data)
    {
        uint sum = Sum(data);
        return unchecked(((sum >> 15) | (sum << 17)) + 0xa282ead8);
    }
}

/// <summary>What a record says.</summary>
internal sealed record EventRecord(double WallTime, long Step, string? Version, IReadOnlyList<(string Tag, float Value)> Scalars)
{
    public static EventRecord Parse(byte[] data)
    {
        (int Field, object Value)[] fields = [.. WireFields.Of(data)];
        return new EventRecord(
            fields.Where(static field => field.Field == 1).Select(static field => BitConverter.UInt64BitsToDouble((ulong)field.Value)).SingleOrDefault(),
            fields.Where(static field => field.Field == 2).Select(static field => (long)(ulong)field.Value).SingleOrDefault(),
            fields.Where(static field => field.Field == 3).Select(static field => Encoding.UTF8.GetString((byte[])field.Value)).SingleOrDefault(),
            [.. fields.Where(static field => field.Field == 5).SelectMany(static field => WireFields.Of((byte[])field.Value)).Select(static value => Scalar((byte[])value.Value))]);
    }

    private static (string Tag, float Value) Scalar(byte[] data)
    {
        Dictionary<int, object> fields = WireFields.Of(data).ToDictionary(static field => field.Field, static field => field.Value);
        return (Encoding.UTF8.GetString((byte[])fields[1]), fields.TryGetValue(2, out object? bits) ? BitConverter.UInt32BitsToSingle((uint)bits) : 0f);
    }
}

/// <summary>The fields of a message on the wire.</summary>
internal static class WireFields
{
    public static IEnumerable<(int Field, object Value)> Of(byte[] data)
    {
        int place = 0;
        while (place < data.Length)
        {
            ulong key = Number(data, ref place);
            yield return ((int)(key >> 3), Value((int)(key & 7), data, ref place));
        }
    }

    private static object Value(int type, byte[] data, ref int place)
    {
        switch (type)
        {
            case 0:
                return Number(data, ref place);
            case 1:
                place += 8;
                return BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(place - 8));
            case 2:
                int length = (int)Number(data, ref place);
                place += length;
                return data[(place - length)..place];
            case 5:
                place += 4;
                return BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(place - 4));
            default:
                throw new InvalidDataException($"There is no wire type {type}.");
        }
    }

    private static ulong Number(byte[] data, ref int place)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = data[place++];
            number |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return number;
        }
    }
}
