using Soma.Reports.Charts;

namespace Soma.Reports;

/// <summary>What groups of runs have to say, as texts. Equal runs give equal bytes.</summary>
/// <param name="CurveSvg">Test accuracy over the epochs, a line for each group, with the published curve where there is one.</param>
/// <param name="TableMarkdown">What each group reached in the end.</param>
/// <param name="CurvesCsv">The numbers of the curves, in percent.</param>
public sealed record RunReport(string CurveSvg, string TableMarkdown, string CurvesCsv)
{
    /// <summary>Measured beside published, point by point; empty if there is no published point to compare with.</summary>
    public string ComparisonMarkdown { get; init; } = "";

    /// <summary>Makes the report.</summary>
    /// <param name="groups">At least one.</param>
    /// <param name="published">Learning curves to compare with.</param>
    /// <param name="angles">Alignment angles to compare with; none if null.</param>
    public static RunReport Of(IReadOnlyList<RunGroup> groups, PublishedCurves published, PublishedAngles? angles = null) => new(
        SvgLineChart.Render(LearningCurves.Chart(groups, published)),
        FinalTable.Write(groups, published),
        LearningCurves.Csv(groups))
    {
        ComparisonMarkdown = Comparison.Write(groups, published, angles ?? PublishedAngles.None),
    };
}
