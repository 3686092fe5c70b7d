namespace Soma.Training.Portraits;

/// <summary>Which classes a network takes for which.</summary>
/// <param name="Classes">What each class is called, from class 0.</param>
/// <param name="Counts">Samples by their class and then by the class that was answered.</param>
public sealed record ConfusionMatrix(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>Samples in all.</summary>
    public int Samples => Counts.Sum(static row => row.Sum());

    /// <summary>Samples that were given their own class.</summary>
    public int Correct => Counts.Select(static (row, label) => row[label]).Sum();
}
