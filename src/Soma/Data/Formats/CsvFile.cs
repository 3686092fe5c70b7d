using System.Globalization;

namespace Soma.Data.Formats;

/// <summary>The samples of one file of separated values, plain or packed with gzip.</summary>
internal sealed class CsvFile
{
    // Nobody mends a file fault by fault from here on; the rest is not even looked at.
    private const int Enough = 100;

    private readonly string _path;
    private readonly ProblemList _problems;
    private readonly List<float> _values = [];
    private readonly List<string> _labels = [];
    private readonly List<Range> _fields = [];
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private int _faults;

    private CsvFile(string path, ProblemList problems)
    {
        _path = path;
        _problems = problems;
    }

    /// <summary>Where it was read from.</summary>
    public string Path => _path;

    /// <summary>Values per sample.</summary>
    public int Features { get; private set; }

    /// <summary>All values, line by line.</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>The label of each line.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Whether every value is a whole number from 0 to 255.</summary>
    public bool IsOfBytes { get; private set; } = true;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">May say how it is laid out.</param>
    /// <param name="problems">Receives every fault, with its line and column.</param>
    /// <returns>The file; only to be used if no problem was found.</returns>
    public static CsvFile Read(string path, DataRequest request, ProblemList problems)
    {
        CsvFile file = new(path, problems);
        try
        {
            using StreamReader text = new(PackedFile.OpenWhole(path));
            file.Read(text, request);
        }
        catch (Exception fault) when (PackedFile.IsFaultOfFile(fault))
        {
            problems.Add($"'{path}' {PackedFile.Describe(fault)}.");
        }

        return file;
    }

    private void Read(StreamReader text, DataRequest request)
    {
        List<(int Number, string Line)> first = [];
        int number = 0;
        while (first.Count < CsvLayout.LinesToLookAt && NextLine(text, ref number) is { } line)
            first.Add((number, line));
        if (first.Count == 0)
        {
            _problems.Add($"'{_path}' is empty.");
            return;
        }

        ProblemList ofLayout = new();
        if (CsvLayout.Detect([.. first.Select(static line => line.Line)], request, ofLayout) is not { } layout)
        {
            _problems.Add(ofLayout.After($"The layout of '{_path}' is not clear"));
            return;
        }

        Features = layout.Columns - 1;
        foreach ((int at, string line) in first.Skip(layout.Header is null ? 0 : 1))
            Take(at, line, layout);
        while (_faults < Enough && NextLine(text, ref number) is { } line)
            Take(number, line, layout);
        Values = [.. _values];
    }

    private static string? NextLine(StreamReader text, ref int number)
    {
        while (text.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                return line;
        }

        return null;
    }

    private void Take(int number, string line, CsvLayout layout)
    {
        CsvLine.Split(line, layout.Delimiter, _fields);
        if (_fields.Count != layout.Columns)
        {
            Fault($"Line {number} of '{_path}' has {_fields.Count} fields; expected were {layout.Columns}, as in the first line.");
            return;
        }

        for (int column = 0; column < _fields.Count; column++)
        {
            ReadOnlySpan<char> text = CsvLine.Text(line, _fields[column]);
            if (column == layout.LabelColumn)
                TakeLabel(text, number, layout);
            else
                TakeValue(text, number, column, layout);
        }
    }

    private void TakeLabel(ReadOnlySpan<char> text, int number, CsvLayout layout)
    {
        if (text.IsEmpty)
            Fault($"Line {number} of '{_path}' has no label in {layout.Describe(layout.LabelColumn)}.");
        if (!_words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out string? word))
        {
            word = text.ToString();
            _words.Add(word, word);
        }

        _labels.Add(word);
    }

    private void TakeValue(ReadOnlySpan<char> text, int number, int column, CsvLayout layout)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !float.IsFinite(value))
            Fault($"Line {number} of '{_path}' has '{text}' in {layout.Describe(column)}; expected was a finite number with a decimal point.");
        IsOfBytes &= value is >= 0 and <= byte.MaxValue && value == MathF.Floor(value);
        _values.Add(value);
    }

    private void Fault(string problem)
    {
        _faults++;
        _problems.Add(problem);
    }
}
