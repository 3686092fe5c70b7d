using Soma.Data;

namespace Soma.Samples;

/// <summary>Data of one's own.</summary>
public static class OwnData
{
    /// <summary>Draws the first samples of a table; the current folder holds <c>flowers.csv</c>.</summary>
    public static void Show()
    {
        // snippet: own-data
        DatasetPair flowers = DataName.Parse("csv:flowers.csv?label=kind").Load().Pair;
        foreach (string line in DatasetPreview.Draw(flowers.Train, first: 0, count: 3))
            Console.WriteLine(line);

        // end
    }
}
