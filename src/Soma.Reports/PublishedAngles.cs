using System.Globalization;

namespace Soma.Reports;

/// <summary>
/// Alignment angles from the literature, to compare with. They come from text files with the columns experiment, layer, minibatch (the one whose update was just
/// done, from 0), mean and std (degrees; std may be empty); lines that begin with # are comments and name the source.
/// </summary>
public sealed class PublishedAngles
{
    private const string Header = "experiment,layer,minibatch,mean,std";
    private const string FileName = "published-angles.csv";

    private static readonly PublishedText<PublishedAngle> _text = new(
        Header,
        "a name, a layer from 2, a minibatch from 0, a mean from 0 to 180 and a deviation of at least 0 or nothing",
        Parse,
        static point => string.Create(CultureInfo.InvariantCulture, $"'{point.Experiment}', layer {point.Layer}, at minibatch {point.Minibatch}"));

    private static readonly Lazy<PublishedAngles> _library = new(static () => new(_text.ReadLibrary(FileName)));

    private readonly IReadOnlyList<PublishedAngle> _points;

    private PublishedAngles(IEnumerable<PublishedAngle> points) => _points = [.. points];

    /// <summary>None, for reports that compare with nothing.</summary>
    public static PublishedAngles None { get; } = new([]);

    /// <summary>Those of every <c>papers/…/published-angles.csv</c>, as they were when the library was built.</summary>
    public static PublishedAngles Library => _library.Value;

    /// <summary>Names of the experiments with published angles, in order.</summary>
    public IReadOnlyList<string> Experiments => [.. _points.Select(static point => point.Experiment).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The published angles of an experiment.</summary>
    /// <param name="experiment">Its name, for example "mnist".</param>
    /// <returns>Points in order of layer and minibatch; empty if none were published.</returns>
    public IReadOnlyList<PublishedAngle> Of(string experiment) =>
        [.. _points.Where(point => point.Experiment == experiment).OrderBy(static point => point.Layer).ThenBy(static point => point.Minibatch)];

    /// <summary>Reads the text of a file.</summary>
    /// <param name="csv">The text.</param>
    /// <param name="origin">What is being read, for messages.</param>
    /// <exception cref="ReportException">Something is wrong with it; all of it is said at once.</exception>
    public static PublishedAngles Read(string csv, string origin) => new(_text.Read(csv, origin));

    private static PublishedAngle? Parse(string line)
    {
        if (line.Split(',') is not [{ Length: > 0 } experiment, string layer, string minibatch, string mean, string deviation]
            || !int.TryParse(layer, NumberStyles.None, CultureInfo.InvariantCulture, out int l) || l < 2
            || !long.TryParse(minibatch, NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            || !double.TryParse(mean, NumberStyles.Float, CultureInfo.InvariantCulture, out double m) || m is not (>= 0 and <= 180))
        {
            return null;
        }

        if (deviation.Length == 0)
            return new(experiment, l, at, m, null);
        return double.TryParse(deviation, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) && d >= 0 && double.IsFinite(d) ? new(experiment, l, at, m, d) : null;
    }
}

/// <summary>A published alignment angle.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Layer">The upper of the two layers, from 2.</param>
/// <param name="Minibatch">The minibatch whose update was just done, counted from 0 at the start of training.</param>
/// <param name="Mean">Mean angle in degrees.</param>
/// <param name="Deviation">Its standard deviation over seeds in degrees, as published; null if only the mean is known.</param>
public sealed record PublishedAngle(string Experiment, int Layer, long Minibatch, double Mean, double? Deviation);
