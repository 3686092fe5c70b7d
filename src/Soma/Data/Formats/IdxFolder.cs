namespace Soma.Data.Formats;

/// <summary>
/// Tells the IDX files of a folder by their names: "labels" or no labels, "train", or "t10k" or "test". The samples that belong to labels are the other file
/// that begins alike. A folder with no word of training or test has one pair, from which samples for the test are set apart.
/// </summary>
internal static class IdxFolder
{
    private const string LabelsWord = "labels";

    /// <summary>Looks for the files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="problems">Receives what keeps them from being told.</param>
    /// <returns>Samples and labels, to train and then to test if there are such; only to be used if there is no problem.</returns>
    public static IReadOnlyList<string> Find(string folder, ProblemList problems)
    {
        if (!Directory.Exists(folder))
        {
            problems.Add(File.Exists(folder) ? $"'{folder}' is a file; a file of samples needs one of labels beside it: idx:SAMPLES,LABELS." : $"There is no folder '{folder}'.");
            return [];
        }

        string[] files = [.. Directory.EnumerateFiles(folder).Where(static path => Stem(path).Contains("idx", StringComparison.OrdinalIgnoreCase)).DistinctBy(Stem).Order(StringComparer.Ordinal)];
        string[] labels = [.. files.Where(static path => Stem(path).Contains(LabelsWord, StringComparison.OrdinalIgnoreCase))];
        string[] test = [.. labels.Where(IsTest)];
        string[] train = [.. labels.Except(test)];
        if (train.Length != 1 || test.Length > 1)
        {
            problems.Add(
                $"'{folder}' has {train.Length} files of training labels and {test.Length} of test labels{Listed(labels)}; expected were one and at most one, such as train-labels-idx1-ubyte.gz and t10k-labels-idx1-ubyte.gz. Name the files instead: idx:SAMPLES,LABELS,TEST-SAMPLES,TEST-LABELS.");
            return [];
        }

        return [.. train.Concat(test).SelectMany(path => new[] { SamplesOf(path, files, problems), path })];
    }

    private static string SamplesOf(string labels, string[] files, ProblemList problems)
    {
        string stem = Stem(labels);
        string start = stem[..stem.IndexOf(LabelsWord, StringComparison.OrdinalIgnoreCase)];
        string[] samples = [.. files.Where(path => path != labels && Stem(path).StartsWith(start, StringComparison.Ordinal) && !Stem(path).Contains(LabelsWord, StringComparison.OrdinalIgnoreCase) && IsTest(path) == IsTest(labels))];
        if (samples.Length == 1)
            return samples[0];
        problems.Add($"'{labels}' needs one file of samples whose name begins with '{start}', but there are {samples.Length}{Listed(samples)}.");
        return labels;
    }

    private static bool IsTest(string path)
        => Stem(path).Contains("t10k", StringComparison.OrdinalIgnoreCase) || Stem(path).Contains("test", StringComparison.OrdinalIgnoreCase);

    // The name without the ending of the packing, so that a file that lies there packed and unpacked counts once.
    private static string Stem(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(PackedFile.GzipEnding, StringComparison.OrdinalIgnoreCase) ? name[..^PackedFile.GzipEnding.Length] : name;
    }

    private static string Listed(string[] paths) => paths.Length == 0 ? string.Empty : $" ({string.Join(", ", paths.Select(Path.GetFileName))})";
}
