using Soma.Data;

namespace Soma.Metrics;

/// <summary>What guessing would score, and whether a network scores more.</summary>
public static class Chance
{
    private const double Deviations = 3;

    /// <summary>The accuracy of always answering the most frequent class.</summary>
    /// <param name="data">With at least one sample.</param>
    /// <returns>Between 1/classes and 1; 0 if there are no samples.</returns>
    public static double Of(Dataset data)
    {
        int[] counts = CountsOf(data);
        return data.Count == 0 ? 0 : (double)counts.Max() / data.Count;
    }

    /// <summary>
    /// Whether an accuracy is no better than guessing: at most 1/classes and three binomial standard deviations of it, or exactly what always answering one of the classes scores.
    /// A collapsed network does the one or the other. Where the samples are so few that guessing could answer all of them, nothing can be told, and no accuracy is called chance.
    /// </summary>
    /// <param name="accuracy">0 to 1.</param>
    /// <param name="data">What was asked about.</param>
    public static bool IsLevelOf(double accuracy, Dataset data)
    {
        if (data.Count == 0)
            return true;
        double guessed = 1.0 / data.Classes, bound = guessed + (Deviations * Math.Sqrt(guessed * (1 - guessed) / data.Count));
        return bound < 1 && (accuracy <= bound || CountsOf(data).Contains((int)Math.Round(accuracy * data.Count)));
    }

    private static int[] CountsOf(Dataset data)
    {
        int[] counts = new int[data.Classes];
        foreach (byte label in data.Labels.Span)
            counts[label]++;
        return counts;
    }
}
