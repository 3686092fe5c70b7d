namespace Soma.Checkpoints;

/// <summary>What the header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">"F32" or "F64".</param>
/// <param name="Shape">Extents, outermost first; none for a single number.</param>
/// <param name="Begin">Offset of its first byte, from the end of the header.</param>
/// <param name="End">Offset behind its last byte.</param>
internal sealed record TensorEntry(string Name, string Type, int[] Shape, long Begin, long End);
