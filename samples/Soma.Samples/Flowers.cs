using Soma.Data;

namespace Soma.Samples;

/// <summary>A first look at data of one's own.</summary>
public static class Flowers
{
    /// <summary>Writes three flowers of a table to the console; it lies in the current folder.</summary>
    public static void Show()
    {
        // snippet: preview
        DatasetPair flowers = DataName.Parse("csv:flowers.csv?label=kind").Load().Pair;
        foreach (string line in DatasetPreview.Draw(flowers.Train, first: 0, count: 3))
            Console.WriteLine(line);

        // end
    }
}
