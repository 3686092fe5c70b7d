namespace Soma;

/// <summary>Guesses what was meant by a name that does not exist.</summary>
public static class Suggestion
{
    /// <summary>The name nearest to what was written, by the letters that would have to be added, dropped, changed or swapped.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What would be valid.</param>
    /// <returns>A valid name, the first of those equally near; null if more than a third of the letters are wrong (two always may be).</returns>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        (string Name, int Distance)? nearest = null;
        foreach (string name in names)
        {
            int distance = Distance(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance <= Math.Max(2, name.Length / 3) && distance < Math.Min(name.Length, nearest?.Distance ?? int.MaxValue))
                nearest = (name, distance);
        }

        return nearest?.Name;
    }

    /// <summary>The end of a sentence that refuses a name: the nearest one, or all there are.</summary>
    internal static string Way(string written, IReadOnlyCollection<string> names) =>
        Nearest(written, names) is { } nearest ? $"did you mean '{nearest}'?" : $"there are: {string.Join(", ", names)}.";

    /// <summary>The optimal string alignment distance: insertions, deletions, changes, and swaps of neighbours.</summary>
    internal static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
                cost[i, j] = i == 0 || j == 0 ? i + j : CheapestStep(a, b, i, j, cost);
        }

        return cost[a.Length, b.Length];
    }

    private static int CheapestStep(string a, string b, int i, int j, int[,] cost)
    {
        int change = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int cheapest = Math.Min(change, 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cheapest, cost[i - 2, j - 2] + 1) : cheapest;
    }
}
