using Soma.Data;

namespace Soma.Checkpoints;

/// <summary>Checks that the tensors of a header fill the data of the file exactly: in bounds, of their size, with no overlap and no hole.</summary>
internal static class SafeTensorsLayout
{
    /// <summary>Notes every fault.</summary>
    /// <param name="tensors">The tensors of the header.</param>
    /// <param name="dataLength">Bytes in the file behind the header.</param>
    /// <param name="problems">Receives the faults.</param>
    public static void Check(IReadOnlyList<TensorEntry> tensors, long dataLength, ProblemList problems)
    {
        foreach (TensorEntry tensor in tensors)
        {
            if (Fault(tensor, dataLength) is { } fault)
                problems.Add($"The tensor '{tensor.Name}' {fault}.");
        }

        if (problems.IsEmpty)
            CheckCover(tensors, dataLength, problems);
    }

    private static string? Fault(TensorEntry tensor, long dataLength)
    {
        if (tensor.Begin > tensor.End)
            return $"begins at byte {tensor.Begin}, behind its end at {tensor.End}";
        if (tensor.End > dataLength)
            return $"ends at byte {tensor.End}, but the file has only {dataLength} bytes of data; it may have been cut off";

        Int128 size = TensorType.SizeOf(tensor.Type);
        foreach (int extent in tensor.Shape)
        {
            size *= extent;
            if (size > long.MaxValue)
                return $"has the shape [{string.Join(", ", tensor.Shape)}], more bytes than can be counted";
        }

        long given = tensor.End - tensor.Begin;
        return size == given ? null : $"has {given} bytes, but {tensor.Type} values of shape [{string.Join(", ", tensor.Shape)}] need {size}";
    }

    // In the order of their offsets each tensor must begin where the one before ends.
    private static void CheckCover(IReadOnlyList<TensorEntry> tensors, long dataLength, ProblemList problems)
    {
        long end = 0;
        string before = "the header";
        foreach (TensorEntry tensor in tensors.OrderBy(static tensor => tensor.Begin).ThenBy(static tensor => tensor.End))
        {
            if (tensor.Begin < end)
                problems.Add($"The tensor '{tensor.Name}' begins at byte {tensor.Begin} and overlaps {before}, which ends at {end}.");
            else if (tensor.Begin > end)
                problems.Add($"There is a hole between {before}, which ends at byte {end}, and the tensor '{tensor.Name}', which begins at {tensor.Begin}.");
            end = Math.Max(end, tensor.End);
            before = $"the tensor '{tensor.Name}'";
        }

        if (end < dataLength)
            problems.Add($"Behind {before} there are {dataLength - end} bytes that belong to no tensor.");
    }
}
