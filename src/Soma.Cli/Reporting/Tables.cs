using Soma.Training.Options;
using Spectre.Console;

namespace Soma.Cli.Reporting;

/// <summary>Tables in one style.</summary>
internal static class Tables
{
    /// <summary>A table of texts.</summary>
    /// <param name="heads">One per column.</param>
    /// <param name="rows">Cells, as many as there are heads.</param>
    /// <param name="rightFrom">The columns from this one on hold numbers and are set to the right; none by default.</param>
    public static Table Of(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, int rightFrom = int.MaxValue)
    {
        Table table = new() { Border = TableBorder.Simple };
        for (int column = 0; column < heads.Count; column++)
        {
            TableColumn head = new(Markup.Escape(heads[column])) { Alignment = column >= rightFrom ? Justify.Right : Justify.Left };

            // The name of a thing is copied and typed: it stays in one piece.
            head.NoWrap = column == 0;
            table.AddColumn(head);
        }

        foreach (IReadOnlyList<string> row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }

    /// <summary>Options with default, range and meaning.</summary>
    /// <param name="prefix">Put before each key, for example "rule.".</param>
    /// <param name="options">The options.</param>
    public static Table OfOptions(string prefix, IEnumerable<OptionDescription> options) => Of(
        ["option", "default", "meaning and range"],
        options.Select(option => new[] { prefix + option.Path, option.Default.Trim('"'), $"{option.Meaning}\n{Takes(option)}" }));

    private static string Takes(OptionDescription option) => option.Range.Length == 0 ? option.Kind : $"{option.Kind}, {option.Range}";
}
