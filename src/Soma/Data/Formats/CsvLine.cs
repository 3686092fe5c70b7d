namespace Soma.Data.Formats;

/// <summary>Takes a line of separated values apart. A field may stand in double quotes, in which a doubled quote means one; a quoted field ends on its line.</summary>
internal static class CsvLine
{
    /// <summary>The delimiter that stands for any run of spaces and tabs.</summary>
    public const char Blanks = ' ';

    private const char Quote = '"';

    /// <summary>Finds the fields of a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="delimiter">What stands between two fields.</param>
    /// <param name="fields">Receives where they are, in place of what it held.</param>
    public static void Split(string line, char delimiter, List<Range> fields)
    {
        fields.Clear();
        string text = delimiter == Blanks ? line.TrimEnd() : line;
        int start = delimiter == Blanks ? EndOfBlanks(text, 0) : 0;
        bool inQuotes = false;
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] == Quote)
            {
                if (inQuotes && i + 1 < text.Length && text[i + 1] == Quote)
                    i++;
                else
                    inQuotes = !inQuotes && text.AsSpan(start, i - start).IsWhiteSpace();
            }
            else if (!inQuotes && IsDelimiter(text[i], delimiter))
            {
                fields.Add(start..i);
                start = delimiter == Blanks ? EndOfBlanks(text, i) : i + 1;
                i = start - 1;
            }
        }

        fields.Add(start..text.Length);
    }

    /// <summary>The text of a field, without blanks around it and without its quotes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="field">Where the field is.</param>
    public static ReadOnlySpan<char> Text(string line, Range field)
    {
        ReadOnlySpan<char> text = line.AsSpan(field).Trim();
        if (text.Length < 2 || text[0] != Quote || text[^1] != Quote)
            return text;
        text = text[1..^1];
        return text.Contains(Quote) ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    private static bool IsDelimiter(char character, char delimiter) => character == delimiter || (delimiter == Blanks && character == '\t');

    private static int EndOfBlanks(string text, int from)
    {
        int end = from;
        while (end < text.Length && IsDelimiter(text[end], Blanks))
            end++;
        return end;
    }
}
