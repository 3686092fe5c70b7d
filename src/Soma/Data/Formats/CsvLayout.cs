using System.Globalization;

namespace Soma.Data.Formats;

/// <summary>How a file of separated values is laid out: told from its first lines, as far as nobody said it.</summary>
/// <param name="Delimiter">What stands between two fields; a space stands for any blanks.</param>
/// <param name="Header">The names of the columns; null if the file has none.</param>
/// <param name="Columns">Fields per line.</param>
/// <param name="LabelColumn">Which of them is the label, from 0.</param>
internal sealed record CsvLayout(char Delimiter, IReadOnlyList<string>? Header, int Columns, int LabelColumn)
{
    /// <summary>The option that names the column of the label.</summary>
    public const string LabelOption = "label";

    /// <summary>The option that says whether the first line names the columns.</summary>
    public const string HeaderOption = "header";

    /// <summary>How many lines are looked at.</summary>
    public const int LinesToLookAt = 20;

    private const string First = "first", Last = "last", Yes = "yes", No = "no";

    // Where two fit equally well, the comma comes last: with the others it may be a decimal comma, which gets a better message as a number that cannot be read.
    private static readonly char[] _delimiters = ['\t', ';', '|', ',', CsvLine.Blanks];

    private static readonly string[] _usualLabels = ["label", "class", "target"];

    /// <summary>For messages: "column 3", or "column 3 ('width')".</summary>
    public string Describe(int column) => Header is null ? $"column {column + 1}" : $"column {column + 1} ('{Header[column]}')";

    /// <summary>Tells the layout.</summary>
    /// <param name="lines">The first lines that are not blank, at least one.</param>
    /// <param name="request">May say where the label is and whether there is a header.</param>
    /// <param name="problems">Receives what keeps the layout from being told.</param>
    /// <returns>The layout, or null if there is a problem.</returns>
    public static CsvLayout? Detect(IReadOnlyList<string> lines, DataRequest request, ProblemList problems)
    {
        char delimiter = FindDelimiter(lines);
        string[] first = Fields(lines[0], delimiter);
        if (first.Length < 2)
        {
            problems.Add($"Its first line is '{Shortened(lines[0])}', which is one field; expected were at least a value and a label, separated by tabs, semicolons, bars, commas or blanks.");
            return null;
        }

        string? label = request.Option(LabelOption);
        string? said = request.Option(HeaderOption);
        if (said is not (null or Yes or No))
            problems.Add($"The option '{HeaderOption}' is '{said}'; expected was {Yes} or {No}.");
        bool isNamed = label is not (null or First or Last);
        bool hasHeader = said == Yes || (said is null && (isNamed || IsHeader(first, label == First ? 0 : first.Length - 1)));
        int column = label switch
        {
            First => 0,
            Last => first.Length - 1,
            null => hasHeader ? UsualLabel(first) ?? first.Length - 1 : first.Length - 1,
            _ => Array.IndexOf(first, label),
        };
        if (isNamed && !hasHeader)
            problems.Add($"The label is named '{label}', but the file is said to have no header; write {LabelOption}={First} or {LabelOption}={Last}.");
        else if (column < 0)
            problems.Add($"There is no column '{label}'; there are: {string.Join(", ", first.Take(20))}{(first.Length > 20 ? ", …" : string.Empty)}.");
        return problems.IsEmpty ? new CsvLayout(delimiter, hasHeader ? first : null, first.Length, column) : null;
    }

    // The delimiter that divides all lines into the same number of fields, the more the better; if none does, the one that divides the first line best.
    private static char FindDelimiter(IReadOnlyList<string> lines)
    {
        (char Delimiter, int First, bool Even)[] found =
        [
            .. from delimiter in _delimiters
               let counts = lines.Select(line => Fields(line, delimiter).Length).ToArray()
               select (delimiter, counts[0], counts.All(count => count == counts[0])),
        ];
        return found.OrderByDescending(static candidate => candidate.Even && candidate.First > 1).ThenByDescending(static candidate => candidate.First).First().Delimiter;
    }

    // A line in which some fields are numbers and others not is rather a line with a fault: that is said when it is read.
    private static bool IsHeader(string[] fields, int label)
        => fields.Where((_, column) => column != label).All(static field => !float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static int? UsualLabel(string[] header)
    {
        int[] columns = [.. Enumerable.Range(0, header.Length).Where(column => _usualLabels.Contains(header[column], StringComparer.OrdinalIgnoreCase))];
        return columns.Length == 1 ? columns[0] : null;
    }

    private static string[] Fields(string line, char delimiter)
    {
        List<Range> fields = [];
        CsvLine.Split(line, delimiter, fields);
        return [.. fields.Select(field => CsvLine.Text(line, field).ToString())];
    }

    private static string Shortened(string line) => line.Length <= 60 ? line : $"{line[..60]}…";
}
