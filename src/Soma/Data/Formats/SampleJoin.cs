using System.Globalization;
using Soma.Numerics;

namespace Soma.Data.Formats;

/// <summary>
/// Makes datasets of what a format read: gives each word for a class its number, and sets samples apart for the test where no test was brought.
/// Classes are numbered in the order of their words; words that are all whole numbers, in the order of the numbers.
/// </summary>
internal static class SampleJoin
{
    /// <summary>The option that says how many samples are set apart for the test.</summary>
    public const string TestOption = "test";

    private const int MostClasses = byte.MaxValue + 1;
    private const double UsualShare = 0.2;

    /// <summary>Joins the parts.</summary>
    /// <param name="request">What was asked for; its test option counts if there is no <paramref name="test"/>.</param>
    /// <param name="train">The training samples, or all of them.</param>
    /// <param name="test">The test samples; null to set some of the others apart.</param>
    /// <exception cref="DataException">The parts do not belong together, or there are too few samples or too many classes.</exception>
    public static DatasetPair Join(DataRequest request, RawSamples train, RawSamples? test)
    {
        ProblemList problems = new();
        string[] names = Names(train.Labels);
        if (train.Labels.Count == 0)
            problems.Add($"'{train.Origin}' has no samples.");
        if (names.Length > MostClasses)
            problems.Add($"'{train.Origin}' has {names.Length} different labels; at most {MostClasses} can be told apart. Is the right column taken for the label?");
        if (test is not null)
            Compare(request, train, test, names, problems);
        int apart = test is null ? TestCount(request, train.Labels.Count, problems) : 0;
        if (!problems.IsEmpty)
            throw request.Refuse(problems);

        Dataset all = ToDataset($"{request.ShortName}/train", train, names);
        if (test is not null)
            return new DatasetPair(all, ToDataset($"{request.ShortName}/test", test, names));

        // Always the same samples, whatever the seed of the run.
        (Dataset kept, Dataset taken) = DatasetSplit.Take(all, apart, new RandomStream(0).Split(TestOption), all.Name, $"{request.ShortName}/test");
        return new DatasetPair(kept, taken);
    }

    private static void Compare(DataRequest request, RawSamples train, RawSamples test, string[] names, ProblemList problems)
    {
        if (request.Option(TestOption) is { } share)
            problems.Add($"The option '{TestOption}={share}' sets samples apart, but there is a test set already: '{test.Origin}'.");
        if (test.Labels.Count == 0)
            problems.Add($"'{test.Origin}' has no samples.");
        if (train.Features != test.Features || train.Image != test.Image)
            problems.Add($"A sample of '{train.Origin}' is {train.Shape}, but one of '{test.Origin}' is {test.Shape}.");
        if (Names(test.Labels).Except(names).ToArray() is { Length: > 0 } unknown)
            problems.Add($"'{test.Origin}' has labels that '{train.Origin}' never shows: {string.Join(", ", unknown.Take(10))}{(unknown.Length > 10 ? ", …" : string.Empty)}.");
    }

    private static int TestCount(DataRequest request, int samples, ProblemList problems)
    {
        string written = request.Option(TestOption) ?? UsualShare.ToString(CultureInfo.InvariantCulture);
        if (!double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) || number <= 0 || (number > 1 && number != Math.Floor(number)))
        {
            problems.Add($"The option '{TestOption}' is '{written}'; expected was a share such as 0.2, or a number of samples such as 500.");
            return 0;
        }

        int count = number < 1 ? Math.Max(1, (int)Math.Round(number * samples)) : (int)Math.Min(number, int.MaxValue);
        if (samples > 0 && count >= samples)
            problems.Add($"There are {samples} samples; setting {count} apart for the test leaves none to learn from.");
        return count;
    }

    private static Dataset ToDataset(string name, RawSamples raw, string[] names)
    {
        Dictionary<string, byte> classes = names.Select(static (word, index) => (word, index)).ToDictionary(static pair => pair.word, static pair => (byte)pair.index, StringComparer.Ordinal);
        byte[] labels = [.. raw.Labels.Select(word => classes[word])];
        return raw.Values.IsEmpty
            ? new Dataset(name, raw.Features, names.Length, raw.Bytes, labels) { LabelNames = names, Image = raw.Image, Normalization = raw.Normalization }
            : new Dataset(name, raw.Features, names.Length, raw.Values, labels) { LabelNames = names, Image = raw.Image };
    }

    private static string[] Names(IReadOnlyList<string> labels)
    {
        string[] words = [.. labels.Distinct(StringComparer.Ordinal)];
        return words.All(static word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? [.. words.OrderBy(static word => long.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)).ThenBy(static word => word, StringComparer.Ordinal)]
            : [.. words.Order(StringComparer.Ordinal)];
    }
}
