using System.Reflection;

namespace Soma.Reports;

/// <summary>Reads tables from the literature: a line of heads, then a point per line; lines that begin with # are comments.</summary>
/// <typeparam name="TPoint">A point.</typeparam>
/// <param name="header">The line of heads.</param>
/// <param name="shape">What a point is, as a sentence goes on behind "but a point is".</param>
/// <param name="parse">Reads a point; null if the line is none.</param>
/// <param name="placeOf">What there may be one point of, for people: "'mnist' at epoch 3".</param>
internal sealed class PublishedText<TPoint>(string header, string shape, Func<string, TPoint?> parse, Func<TPoint, string> placeOf)
    where TPoint : class
{
    /// <summary>Reads the files of a name that travel inside this assembly.</summary>
    public IEnumerable<TPoint> ReadLibrary(string fileName)
    {
        Assembly assembly = typeof(PublishedText<>).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.EndsWith(fileName, StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(name =>
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            return Read(reader.ReadToEnd(), name);
        });
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ReportException">Something is wrong with it; all of it is said at once.</exception>
    public IReadOnlyList<TPoint> Read(string csv, string origin)
    {
        List<string> problems = [];
        List<TPoint> points = [];
        HashSet<string> places = [];
        bool headed = false;
        int number = 0;
        foreach (string line in csv.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            string? fault = null;
            if (!headed)
                fault = line == header ? null : $"is '{line}', but the columns are {header}";
            else if (parse(line) is not { } point)
                fault = $"is '{line}', but a point is {shape}";
            else if (places.Add(placeOf(point)))
                points.Add(point);
            else
                fault = $"is the second point of {placeOf(point)}; keep one";
            headed = true;
            if (fault is not null)
                problems.Add($"'{origin}', line {number}, {fault}.");
        }

        return problems.Count == 0 ? points : throw new ReportException(problems);
    }
}
