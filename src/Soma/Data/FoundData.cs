namespace Soma.Data;

/// <summary>Data, and where it was found.</summary>
/// <param name="Place">The folder or the files, with full paths; <see cref="DatasetLocator.BuiltIn"/> for a dataset that lies in the library.</param>
/// <param name="Pair">Its samples.</param>
public sealed record FoundData(string Place, DatasetPair Pair);
