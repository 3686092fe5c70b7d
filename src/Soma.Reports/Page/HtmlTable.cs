using System.Text;
using Soma.Reports.Figures;

namespace Soma.Reports.Page;

/// <summary>Tables of the page.</summary>
internal static class HtmlTable
{
    /// <summary>Longer tables are in their files only: nobody reads them in a page, and they would make it heavy.</summary>
    private const int MostRows = 120;

    /// <summary>Whether a table is short enough for the page.</summary>
    public static bool Fits(FigureTable table) => table.Rows.Count <= MostRows;

    /// <summary>Adds a table, its numbers set to the right.</summary>
    public static void Append(StringBuilder html, FigureTable table)
    {
        bool[] numeric = [.. table.Heads.Select((_, column) => table.Rows.All(row => IsNumber(row[column])))];
        html.Append("<div class=\"wide\"><table><thead><tr>");
        for (int column = 0; column < table.Heads.Count; column++)
            html.Append(numeric[column] ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">").Append(Html.Text(table.Heads[column])).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            html.Append("<tr>");
            for (int column = 0; column < row.Count; column++)
                html.Append(numeric[column] ? "<td class=\"n\">" : "<td>").Append(Html.Text(row[column])).Append("</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(static letter => char.IsAsciiDigit(letter) || letter is ' ' or ',' or '.' or '±' or '-' or '–' or 'E' or '+');
}
