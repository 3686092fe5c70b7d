using Soma.Data;

namespace Soma.Samples;

/// <summary>A first look at data of one's own.</summary>
public static class Drawings
{
    /// <summary>Writes three samples of the training set to the console.</summary>
    /// <param name="name">For example "csv:flowers.csv?label=kind".</param>
    public static void Show(string name)
    {
        // snippet: preview
        DatasetPair data = DataName.Parse(name).Load().Pair;
        foreach (string line in DatasetPreview.Draw(data.Train, first: 0, count: 3))
            Console.WriteLine(line);

        // end
    }
}
