using System.Globalization;

namespace Soma.Data.Formats;

/// <summary>
/// Tables of separated values: a number in each column but one, which is the label. Whole numbers from 0 to 255 are kept as bytes and divided by the
/// largest that the training samples show; other numbers are handed over as they are, unless a scale is given.
/// </summary>
internal sealed class CsvFormat : IDataFormat
{
    private const string ScaleOption = "scale", ScaleNone = "none", ScaleColumns = "columns";

    private static readonly string[] _endings = [".csv", ".csv.gz", ".tsv", ".txt"];

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Usage => "csv:FILE, csv:TRAIN-FILE,TEST-FILE or csv:FOLDER with train.csv and test.csv, then perhaps ?label=first|last|NAME&header=yes|no&scale=none|columns|NUMBER&test=SHARE";

    /// <inheritdoc/>
    public IReadOnlyList<string> Options { get; } = [CsvLayout.LabelOption, CsvLayout.HeaderOption, ScaleOption, SampleJoin.TestOption];

    /// <inheritdoc/>
    public DatasetPair Load(DataRequest request)
    {
        ProblemList problems = new();
        IReadOnlyList<string> files = FindFiles(request, problems);
        double? scale = ReadScale(request, problems);
        if (!problems.IsEmpty)
            throw request.Refuse(problems);

        CsvFile train = CsvFile.Read(files[0], request, problems);
        CsvFile? test = files.Count > 1 ? CsvFile.Read(files[1], request, problems) : null;
        if (!problems.IsEmpty)
            throw request.Refuse(problems);

        string? named = request.Option(ScaleOption);
        bool areBytes = train.IsOfBytes && (test?.IsOfBytes ?? true) && named is not (ScaleNone or ScaleColumns);
        double divisor = scale ?? (areBytes ? Math.Max(1, train.Values.DefaultIfEmpty().Max()) : 1);
        DatasetPair pair = SampleJoin.Join(request, ToSamples(train, areBytes, divisor), test is null ? null : ToSamples(test, areBytes, divisor));
        return named == ScaleColumns ? ColumnScale.Apply(pair) : pair;
    }

    private IReadOnlyList<string> FindFiles(DataRequest request, ProblemList problems)
    {
        if (request.Paths.Count > 2)
            problems.Add($"{request.Paths.Count} files are named; written is {Usage}.");
        if (request.Paths is not [string path] || !Directory.Exists(path))
            return request.Paths;
        return [FindPart(path, "train", problems), FindPart(path, "test", problems)];
    }

    private static string FindPart(string folder, string part, ProblemList problems)
    {
        if (_endings.Select(ending => Path.Combine(folder, part + ending)).FirstOrDefault(File.Exists) is { } path)
            return path;
        problems.Add($"The folder '{folder}' has no {part}.csv (nor {string.Join(", ", _endings.Skip(1).Select(ending => part + ending))}).");
        return string.Empty;
    }

    private static double? ReadScale(DataRequest request, ProblemList problems)
    {
        if (request.Option(ScaleOption) is not { } written || written is ScaleNone or ScaleColumns)
            return null;
        if (double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) && double.IsFinite(scale) && scale > 0)
            return scale;
        problems.Add($"The option '{ScaleOption}' is '{written}'; expected was {ScaleNone}, {ScaleColumns}, or the number that becomes 1.");
        return null;
    }

    private static RawSamples ToSamples(CsvFile file, bool areBytes, double divisor)
    {
        if (areBytes)
            return new RawSamples(file.Path, file.Features, Array.ConvertAll(file.Values, static value => (byte)value), default, file.Labels) { Normalization = Normalization.UpTo(divisor) };
        float[] values = divisor == 1 ? file.Values : Array.ConvertAll(file.Values, value => (float)(value / divisor));
        return new RawSamples(file.Path, file.Features, default, values, file.Labels);
    }
}
