using System.Xml.Linq;

namespace Soma.Reports.Figures;

/// <summary>What came of a figure: drawings, or the reason why there are none.</summary>
/// <param name="Drawings">One after the other; empty if there is nothing to draw.</param>
/// <param name="Advice">What to do to get it, a sentence; empty if it was drawn.</param>
internal sealed record FigureOutcome(IReadOnlyList<Drawing> Drawings, string Advice)
{
    /// <summary>There is something to see.</summary>
    public static FigureOutcome Of(params IReadOnlyList<Drawing> drawings) => new(drawings, "");

    /// <summary>There is nothing to draw.</summary>
    public static FigureOutcome LeftOut(string advice) => new([], advice);

    /// <summary>A drawing of each that gives one.</summary>
    public static FigureOutcome OfEach<TItem>(IEnumerable<TItem> items, Func<TItem, Drawing?> draw, string advice)
    {
        Drawing[] drawings = [.. items.Select(draw).OfType<Drawing>()];
        return drawings.Length > 0 ? Of(drawings) : LeftOut(advice);
    }
}

/// <summary>A picture with its words and numbers.</summary>
/// <param name="Caption">What is seen and how it was computed, in sentences.</param>
/// <param name="Picture">The root of an SVG image in its light colours; null for a figure that is a table only.</param>
/// <param name="Numbers">The same as numbers.</param>
internal sealed record Drawing(string Caption, XElement? Picture, FigureTable Numbers)
{
    /// <summary>Which network or experiment is seen, where there is a drawing for each; empty if all are.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whether the table is to be read rather than looked up: it then stands open in the page.</summary>
    public bool ShowsNumbers { get; init; }
}

/// <summary>A table of texts.</summary>
/// <param name="Heads">One per column.</param>
/// <param name="Rows">Cells, as many as there are heads.</param>
internal sealed record FigureTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>With commas between.</summary>
    public string ToCsv() => string.Concat(Rows.Prepend(Heads).Select(static row => string.Join(',', row.Select(CsvCell.Quoted)) + "\n"));

    /// <summary>For GitHub and for people.</summary>
    public string ToMarkdown() => MarkdownTable.Write(Heads, Rows);
}
