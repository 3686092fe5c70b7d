using System.Globalization;
using System.Reflection;

namespace Soma.Reports;

/// <summary>
/// Learning curves from the literature, to compare with. They come from text files with the columns experiment, epoch, mean and std
/// (accuracies in percent); lines that begin with # are comments and name the source.
/// </summary>
public sealed class PublishedCurves
{
    private const string Header = "experiment,epoch,mean,std";
    private const string FileName = "published-curves.csv";

    private static readonly Lazy<PublishedCurves> _library = new(ReadLibrary);

    private readonly Dictionary<string, List<PublishedPoint>> _curves;

    private PublishedCurves(IEnumerable<PublishedPoint> points) =>
        _curves = points
            .GroupBy(static point => point.Experiment, StringComparer.Ordinal)
            .ToDictionary(static curve => curve.Key, static curve => curve.OrderBy(static point => point.Epoch).ToList(), StringComparer.Ordinal);

    /// <summary>None, for reports that compare with nothing.</summary>
    public static PublishedCurves None { get; } = new([]);

    /// <summary>Those of every <c>papers/…/published-curves.csv</c>, as they were when the library was built.</summary>
    public static PublishedCurves Library => _library.Value;

    /// <summary>Names of the experiments with a published curve, in order.</summary>
    public IReadOnlyList<string> Experiments => [.. _curves.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The published curve of an experiment.</summary>
    /// <param name="experiment">Its name, for example "mnist".</param>
    /// <returns>Points in order of epoch; empty if none was published.</returns>
    public IReadOnlyList<PublishedPoint> Of(string experiment) => _curves.TryGetValue(experiment, out List<PublishedPoint>? curve) ? curve : [];

    /// <summary>Reads the text of a file.</summary>
    /// <param name="csv">The text.</param>
    /// <param name="origin">What is being read, for messages.</param>
    /// <exception cref="ReportException">Something is wrong with it; all of it is said at once.</exception>
    public static PublishedCurves Read(string csv, string origin) => new(ReadPoints(csv, origin));

    private static PublishedCurves ReadLibrary()
    {
        Assembly assembly = typeof(PublishedCurves).Assembly;
        return new(assembly.GetManifestResourceNames().Where(static name => name.EndsWith(FileName, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(name =>
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            return ReadPoints(reader.ReadToEnd(), name);
        }));
    }

    private static List<PublishedPoint> ReadPoints(string csv, string origin)
    {
        List<string> problems = [];
        Dictionary<(string, int), PublishedPoint> points = [];
        bool headed = false;
        int number = 0;
        foreach (string line in csv.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            string? fault = null;
            if (!headed)
                fault = line == Header ? null : $"is '{line}', but the columns are {Header}";
            else if (Parse(line) is not { } point)
                fault = $"is '{line}', but a point is a name, an epoch from 1, a mean from 0 to 100 and a deviation of at least 0";
            else if (!points.TryAdd((point.Experiment, point.Epoch), point))
                fault = $"is the second point of '{point.Experiment}' at epoch {point.Epoch}; keep one";
            headed = true;
            if (fault is not null)
                problems.Add($"'{origin}', line {number}, {fault}.");
        }

        return problems.Count == 0 ? [.. points.Values] : throw new ReportException(problems);
    }

    private static PublishedPoint? Parse(string line) =>
        line.Split(',') is [{ Length: > 0 } experiment, string epoch, string mean, string deviation]
        && int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out int e) && e > 0
        && double.TryParse(mean, NumberStyles.Float, CultureInfo.InvariantCulture, out double m) && m is >= 0 and <= 100
        && double.TryParse(deviation, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) && d >= 0 && double.IsFinite(d)
            ? new(experiment, e, m, d)
            : null;
}

/// <summary>A published accuracy.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Epoch">After this many epochs.</param>
/// <param name="Mean">Mean accuracy on the test set in percent.</param>
/// <param name="Deviation">Its standard deviation over seeds in percentage points, as published.</param>
public sealed record PublishedPoint(string Experiment, int Epoch, double Mean, double Deviation);
