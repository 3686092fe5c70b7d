using System.Globalization;

namespace Soma.Sweeps.Slurm;

/// <summary>Lists of whole numbers as Slurm writes them: <c>0-3,7,9-12</c>.</summary>
internal static class ArrayIndices
{
    /// <summary>Writes numbers, runs of them drawn together.</summary>
    /// <param name="numbers">In any order, from 0; those that come twice count once.</param>
    public static string Compress(IEnumerable<int> numbers)
    {
        List<string> parts = [];
        int first = -1, last = -1;
        foreach (int number in numbers.Distinct().Order())
        {
            if (first >= 0 && number != last + 1)
                parts.Add(Part(first, last));
            if (first < 0 || number != last + 1)
                first = number;
            last = number;
        }

        if (first >= 0)
            parts.Add(Part(first, last));
        return string.Join(',', parts);
    }

    /// <summary>Reads what <see cref="Compress"/> wrote, in rising order.</summary>
    /// <exception cref="FormatException">It is not such a list.</exception>
    public static IReadOnlyList<int> Parse(string text) => text.Length == 0 ? [] : [.. text.Split(',').SelectMany(Numbers).Order()];

    private static string Part(int first, int last) => first == last ? Text(first) : $"{Text(first)}-{Text(last)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<int> Numbers(string part)
    {
        int[] ends = [.. part.Split('-').Select(static end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture))];
        return ends.Length <= 2 && ends[^1] >= ends[0]
            ? Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
            : throw new FormatException($"'{part}' is neither a number nor a range of them.");
    }
}
