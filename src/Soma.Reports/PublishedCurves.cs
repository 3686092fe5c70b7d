using System.Globalization;
using Soma.Verification;

namespace Soma.Reports;

/// <summary>
/// Learning curves from the literature, to compare with. They come from text files with the columns experiment, epoch, mean and std
/// (accuracies in percent); lines that begin with # are comments and name the source.
/// </summary>
public sealed class PublishedCurves
{
    private const string Header = "experiment,epoch,mean,std";
    private const string FileName = "published-curves.csv";

    private static readonly PublishedText<PublishedPoint> _text = new(
        Header,
        "a name, an epoch from 1, a mean from 0 to 100 and a deviation of at least 0",
        Parse,
        static point => string.Create(CultureInfo.InvariantCulture, $"'{point.Experiment}' at epoch {point.Epoch}"));

    private static readonly Lazy<PublishedCurves> _library = new(static () => new(_text.ReadLibrary(FileName)));

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

    /// <summary>What was published of a cell after some epochs, for as many seeds as its table has; null if nothing was. Between two points nothing is known.</summary>
    /// <param name="cell">A cell of a paper.</param>
    /// <param name="epochs">After how many.</param>
    public PublishedValue? After(PublishedCell cell, int epochs) => Of(cell.Published.Curve).FirstOrDefault(point => point.Epoch == epochs) is { } point
        ? PublishedValue.OfPopulation(point.Mean, point.Deviation, cell.Published.Seeds)
        : null;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="csv">The text.</param>
    /// <param name="origin">What is being read, for messages.</param>
    /// <exception cref="ReportException">Something is wrong with it; all of it is said at once.</exception>
    public static PublishedCurves Read(string csv, string origin) => new(_text.Read(csv, origin));

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
