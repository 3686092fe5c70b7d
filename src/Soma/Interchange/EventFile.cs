using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using Soma.Interchange.Protocol;
using Soma.Training;

namespace Soma.Interchange;

/// <summary>
/// TensorBoard's event files: records one after the other, each with its length and two check sums. The first names the dialect; after it comes one per epoch, whose
/// step is the epoch and whose tags are the columns of <c>metrics.csv</c>.
/// </summary>
internal static class EventFile
{
    /// <summary>TensorBoard takes a file for one of its own by the middle of this name.</summary>
    public const string Name = RunFiles.TensorBoardEvents;

    private const string Dialect = "brain.Event:2";

    // A sum of bytes that hold sums of themselves would be weak: the format rotates each sum and adds this.
    private const uint MaskAddend = 0xa282ead8;
    private const int MaskRotation = 15;

    /// <summary>A whole file.</summary>
    /// <param name="metrics">Its rows.</param>
    /// <param name="times">When each epoch ended.</param>
    /// <param name="began">The time of the first record if there is no row.</param>
    public static byte[] Whole(MetricsTable metrics, EpochTimes times, DateTimeOffset began)
    {
        using MemoryStream stream = new();
        Write(stream, new ScalarEvent { WallTime = Seconds(metrics.Rows.Count > 0 ? times.Of((int)metrics.Rows[0][0]) : began), FileVersion = Dialect });
        foreach (IReadOnlyList<double> row in metrics.Rows)
            Write(stream, EventOf(metrics.Columns, row, times.Of((int)row[0])));
        return stream.ToArray();
    }

    /// <summary>The record of an epoch.</summary>
    /// <param name="report">The epoch.</param>
    /// <param name="time">When it ended.</param>
    public static byte[] Record(EpochReport report, DateTimeOffset time)
    {
        MetricsTable metrics = MetricsTable.Empty.With(report);
        using MemoryStream stream = new();
        Write(stream, EventOf(metrics.Columns, metrics.Rows[0], time));
        return stream.ToArray();
    }

    // What was not measured has no point in a plot.
    private static ScalarEvent EventOf(IReadOnlyList<string> columns, IReadOnlyList<double> row, DateTimeOffset time)
    {
        Scalars scalars = new();
        for (int column = 1; column < columns.Count; column++)
        {
            if (!double.IsNaN(row[column]))
                scalars.Value.Add(new Scalar { Tag = columns[column], SimpleValue = (float)row[column] });
        }

        return new ScalarEvent { WallTime = Seconds(time), Step = (long)row[0], Summary = scalars };
    }

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private static void Write(MemoryStream stream, ScalarEvent content)
    {
        byte[] data = content.ToByteArray();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        stream.Write(length);
        WriteSum(stream, length);
        stream.Write(data);
        WriteSum(stream, data);
    }

    private static void WriteSum(MemoryStream stream, ReadOnlySpan<byte> data)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in data)
            sum = BitOperations.Crc32C(sum, value);
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, BitOperations.RotateRight(~sum, MaskRotation) + MaskAddend);
        stream.Write(bytes);
    }
}
