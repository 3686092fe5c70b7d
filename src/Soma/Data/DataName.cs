namespace Soma.Data;

/// <summary>
/// What an experiment writes under <c>data</c>: the name of a known dataset, such as "mnist", or a way to data of one's own, such as
/// "csv:flowers.csv?label=kind", "idx:FOLDER" or "images:FOLDER". Several files are separated by commas; options follow a question mark and are separated by &amp;.
/// </summary>
/// <example>
/// <code>
/// DatasetPair data = DataName.Parse("images:drawings").Load().Pair;
/// </code>
/// </example>
public sealed class DataName
{
    private const char FormatMark = ':';
    private const char OptionsMark = '?';

    private static readonly IDataFormat[] _formats =
    [
        .. from type in typeof(DataName).Assembly.GetTypes()
           where type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IDataFormat))
           let format = (IDataFormat)Activator.CreateInstance(type)!
           orderby format.Name
           select format,
    ];

    private readonly IDataFormat? _format;
    private readonly IReadOnlyList<string> _paths;
    private readonly IReadOnlyDictionary<string, string> _options;

    private DataName(string text, IDatasetSource? source, IDataFormat? format, IReadOnlyList<string> paths, IReadOnlyDictionary<string, string> options)
    {
        Text = text;
        Source = source;
        _format = format;
        _paths = paths;
        _options = options;
    }

    /// <summary>How data of one's own is named, one line per format.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. _formats.Select(static format => format.Usage)];

    /// <summary>What data of one's own begins with, before the colon.</summary>
    internal static IReadOnlyList<string> FormatNames { get; } = [.. _formats.Select(static format => format.Name)];

    /// <summary>The name as it was written.</summary>
    public string Text { get; }

    /// <summary>The known dataset of this name; null for data of one's own.</summary>
    public IDatasetSource? Source { get; }

    /// <summary>Takes a name apart; nothing is read yet.</summary>
    /// <param name="text">For example "mnist" or "csv:flowers.csv".</param>
    /// <exception cref="DataException">There is no such dataset or format, or an option that the format does not know; the message lists what there is.</exception>
    public static DataName Parse(string text)
    {
        ProblemList problems = new();
        DataName? name = Parse(text, problems);
        return name is not null && problems.IsEmpty ? name : throw new DataException(problems.After($"The name '{text}' means no data"));
    }

    /// <summary>What is wrong with a name, as <see cref="Parse(string)"/> would say it.</summary>
    /// <param name="text">For example "mnist" or "csv:flowers.csv".</param>
    /// <returns>A message, or null if nothing is wrong.</returns>
    public static string? Objection(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (DataException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Finds and reads the data.</summary>
    /// <param name="locator">Knows the usual places; null for those of this process.</param>
    /// <param name="namedFolder">The folder that a person named (<c>--data</c>): it holds the files of a known dataset, and relative paths of one's own data count from it. Null if none was named.</param>
    /// <exception cref="DataException">It was not found or cannot be used; the message says what was looked at, and the way out.</exception>
    public FoundData Load(DatasetLocator? locator = null, string? namedFolder = null)
    {
        locator ??= new DatasetLocator(DatasetPlaces.OfThisProcess());
        if (Source is not null)
        {
            string folder = locator.Find(Source, namedFolder);
            return new FoundData(folder, Source.Load(folder));
        }

        string[] paths = [.. _paths.Select(path => locator.FullPath(path, namedFolder))];
        return new FoundData(string.Join(", ", paths), _format!.Load(new DataRequest(Text, paths, _options)));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static DataName? Parse(string text, ProblemList problems)
    {
        int colon = text.IndexOf(FormatMark, StringComparison.Ordinal);
        if (colon < 0 && DatasetCatalog.Find(text) is { } source)
            return new DataName(text, source, null, [], new Dictionary<string, string>());
        if (colon < 0 || _formats.FirstOrDefault(known => known.Name == text[..colon]) is not { } format)
        {
            string known = string.Join(", ", DatasetCatalog.All.Select(static known => known.Name));
            problems.Add($"It is neither a known dataset ({known}) nor data of your own ({string.Join("; ", Formats)}).");
            return null;
        }

        int mark = text.LastIndexOf(OptionsMark);
        string place = mark > colon ? text[(colon + 1)..mark] : text[(colon + 1)..];
        string[] paths = place.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paths.Length == 0)
            problems.Add($"It names no file or folder; written is {format.Usage}.");
        return new DataName(text, null, format, paths, ParseOptions(mark > colon ? text[(mark + 1)..] : string.Empty, format, problems));
    }

    private static Dictionary<string, string> ParseOptions(string text, IDataFormat format, ProblemList problems)
    {
        Dictionary<string, string> options = [];
        foreach (string option in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = option.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[1].Length == 0)
                problems.Add($"The option '{option}' has no value; written is NAME=VALUE.");
            else if (!format.Options.Contains(parts[0]))
                problems.Add($"'{format.Name}' has no option '{parts[0]}'; it has: {string.Join(", ", format.Options)}.");
            else if (!options.TryAdd(parts[0], parts[1]))
                problems.Add($"The option '{parts[0]}' is given twice.");
        }

        return options;
    }
}
