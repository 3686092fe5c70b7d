using System.Globalization;
using System.Text;
using Soma.Reports.Charts;
using Soma.Training;

namespace Soma.Reports;

/// <summary>What the layers of a network made of its first minibatches, as a table and as charts.</summary>
public static class LayerCurves
{
    /// <summary>One line per minibatch: its number, the cross-entropy of the output, each layer's objective and the strength of its third factor, and the milliseconds.</summary>
    /// <param name="moments">At least one.</param>
    public static string ToCsv(IReadOnlyList<LayerMoment> moments)
    {
        StringBuilder text = new();
        string[] heads =
        [
            "minibatch", "cross_entropy",
            .. moments[0].Objectives.Select(static (_, index) => Name("objective", index)),
            .. moments[0].ThirdFactors.Select(static (_, index) => Name("third_factor", index)),
            "milliseconds",
        ];
        text.AppendJoin(',', heads).Append('\n');
        foreach (LayerMoment moment in moments)
        {
            double[] values = [moment.Minibatch, moment.CrossEntropy, .. moment.Objectives, .. moment.ThirdFactors, Math.Round(moment.Milliseconds, 3)];
            text.AppendJoin(',', values.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A chart of the layers' objectives; null if they have none.</summary>
    /// <param name="moments">At least one.</param>
    public static string? Objectives(IReadOnlyList<LayerMoment> moments) =>
        Render("What each layer makes small by itself", "objective", moments, static moment => moment.Objectives);

    /// <summary>A chart of the strengths of the third factors; null if there are none.</summary>
    /// <param name="moments">At least one.</param>
    public static string? ThirdFactors(IReadOnlyList<LayerMoment> moments) =>
        Render("Strength of each layer's third factor", "third factor, root mean square", moments, static moment => moment.ThirdFactors);

    private static string? Render(string title, string label, IReadOnlyList<LayerMoment> moments, Func<LayerMoment, IReadOnlyList<double>> values)
    {
        int layers = values(moments[0]).Count;
        if (layers == 0)
            return null;
        ChartSeries[] series = [.. Enumerable.Range(0, layers).Select(index => new ChartSeries(string.Create(CultureInfo.InvariantCulture, $"layer {index + 1}"), SeriesForm.Line, index, Points(moments, values, index)))];
        return SvgLineChart.Render(new LineChart(title, new ChartAxis("minibatch") { WholeNumbers = true }, new ChartAxis(label), series));
    }

    private static ChartPoint[] Points(IReadOnlyList<LayerMoment> moments, Func<LayerMoment, IReadOnlyList<double>> values, int index) =>
        [.. moments.Select(moment => new ChartPoint(moment.Minibatch, values(moment)[index], values(moment)[index], values(moment)[index]))];

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{index + 1}");
}
