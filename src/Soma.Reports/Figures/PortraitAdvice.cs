namespace Soma.Reports.Figures;

/// <summary>What to do to get the figures that need a look into a network.</summary>
internal static class PortraitAdvice
{
    /// <summary>Without any portrait that is the reason; with some, the figure has its own.</summary>
    /// <param name="content">What the report is drawn from.</param>
    /// <param name="otherwise">What the networks lack.</param>
    public static string Of(ReportContent content, string otherwise) => content.Portraits.Count == 0
        ? "No network was portrayed: it takes --portraits above 0, the checkpoint in the run folder, and the data, which --data DIR may name."
        : otherwise;
}
