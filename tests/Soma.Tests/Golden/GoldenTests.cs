namespace Soma.Tests.Golden;

/// <summary>Every tensor of every golden file, in double and in float.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string, string> Cases() => CasesOf(GoldenFiles.Algorithms);

    public static TheoryData<string, string> FloatCases() => CasesOf(GoldenFiles.Algorithms.Where(static algorithm => algorithm.IsForFloat));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double_agrees_with_every_tensor(string folder, string file)
    {
        GoldenCase golden = new(file);
        IGoldenAlgorithm algorithm = AlgorithmOf(folder);
        IReadOnlyDictionary<string, double[]> computed = algorithm.Compute<double>(golden);
        ForEachTensor(golden, algorithm, computed, (tensor, ours, theirs) =>
        {
            DoublePrecisionLimits limits = algorithm.DoubleLimitsFor(tensor);
            double floor = limits.Floor * Largest(theirs);
            for (int index = 0; index < theirs.Length; index++)
            {
                double allowed = Math.Max(limits.Relative * Math.Abs(theirs[index]), floor);
                if (!(Math.Abs(ours[index] - theirs[index]) <= allowed))
                    return $"{tensor}[{index}] is {ours[index]:R}, expected {theirs[index]:R}";
            }

            // A wrong rule can hide behind a large weight when the update is small.
            return InitialOf(golden, tensor) is { } initial && !(LargestDifference(ours, theirs) <= limits.Relative * LargestDifference(theirs, initial))
                ? $"{tensor} differs by {LargestDifference(ours, theirs):E2}, while the whole update is {LargestDifference(theirs, initial):E2}"
                : null;
        });
    }

    [Theory]
    [MemberData(nameof(FloatCases))]
    public void Float_agrees_within_the_stated_limits(string folder, string file)
    {
        GoldenCase golden = new(file);
        IGoldenAlgorithm algorithm = AlgorithmOf(folder);
        IReadOnlyDictionary<string, double[]> computed = algorithm.Compute<float>(golden);
        ForEachTensor(golden, algorithm, computed, (tensor, ours, theirs) =>
        {
            SinglePrecisionLimits limits = algorithm.LimitsFor(golden, tensor);
            double difference = LargestDifference(ours, theirs);
            if (!(difference <= limits.Relative * Largest(theirs)))
                return $"{tensor} differs by {difference:E2}, relative {difference / Largest(theirs):E2} > {limits.Relative:E0}";
            return InitialOf(golden, tensor) is { } initial && !(difference <= limits.Update * LargestDifference(theirs, initial))
                ? $"{tensor} differs by {difference:E2}, relative to the update {difference / LargestDifference(theirs, initial):E2} > {limits.Update:E0}"
                : null;
        });
    }

    [Fact]
    public void Every_golden_folder_has_an_algorithm()
    {
        foreach (string root in GoldenFiles.Roots())
        {
            string[] unknown = [.. GoldenFiles.FoldersOf(root).Except(GoldenFiles.Algorithms.Select(static algorithm => algorithm.Folder))];
            Assert.True(unknown.Length == 0, $"{root} has folders that no test reads: {string.Join(", ", unknown)}.");
        }
    }

    [Fact]
    public void Every_algorithm_has_files_beside_the_tests()
    {
        string root = GoldenFiles.Roots().First();
        Assert.All(GoldenFiles.Algorithms, algorithm => Assert.NotEmpty(GoldenFiles.FilesOf(root, algorithm.Folder)));
    }

    private static TheoryData<string, string> CasesOf(IEnumerable<IGoldenAlgorithm> algorithms)
    {
        TheoryData<string, string> cases = [];
        foreach (string root in GoldenFiles.Roots())
        {
            foreach (IGoldenAlgorithm algorithm in algorithms)
            {
                foreach (string file in GoldenFiles.FilesOf(root, algorithm.Folder))
                    cases.Add(algorithm.Folder, file);
            }
        }

        return cases;
    }

    private static void ForEachTensor(
        GoldenCase golden, IGoldenAlgorithm algorithm, IReadOnlyDictionary<string, double[]> computed, Func<string, double[], double[], string?> complaint)
    {
        List<string> complaints = [];
        foreach (string tensor in golden.Tensors.Where(tensor => !algorithm.IsInput(tensor)))
        {
            double[] theirs = golden[tensor];
            if (!computed.TryGetValue(tensor, out double[]? ours))
                complaints.Add($"{tensor} was not computed");
            else if (ours.Length != theirs.Length)
                complaints.Add($"{tensor} has {ours.Length} values, expected {theirs.Length}");
            else if (complaint(tensor, ours, theirs) is { } text)
                complaints.Add(text);
        }

        Assert.True(complaints.Count == 0, $"{golden.Name}:\n{string.Join("\n", complaints)}");
    }

    // What "after.wff.1" and "after1.wff.1" started from.
    private static double[]? InitialOf(GoldenCase golden, string tensor)
    {
        string? initial = tensor.StartsWith("after.", StringComparison.Ordinal) ? tensor["after.".Length..]
            : tensor.StartsWith("after1.", StringComparison.Ordinal) ? tensor["after1.".Length..]
            : null;
        return initial is not null && golden.Has(initial) ? golden[initial] : null;
    }

    private static IGoldenAlgorithm AlgorithmOf(string folder) => GoldenFiles.Algorithms.Single(algorithm => algorithm.Folder == folder);

    private static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);

    // NaN on either side must not pass for agreement, and Max would skip it.
    private static double LargestDifference(double[] a, double[] b)
    {
        double largest = 0;
        for (int index = 0; index < a.Length; index++)
            largest = Math.Max(largest, Math.Abs(a[index] - b[index]));
        return largest;
    }
}
