using System.Globalization;
using Soma.Networks;
using Soma.Reports.Charts;

namespace Soma.Reports.Figures;

/// <summary>The phases of a relaxation along one axis: sweeps are counted on from phase to phase.</summary>
internal static class Phases
{
    /// <summary>The axis.</summary>
    public static PlotAxis Axis { get; } = new("sweep") { From = 0, WholeNumbers = true };

    /// <summary>Where each phase but a lonely one begins.</summary>
    /// <param name="moments">Phase and sweep of each moment, in the order lived through.</param>
    public static IReadOnlyList<PlotMark> Marks(IReadOnlyList<(Phase Phase, int Sweep)> moments) =>
        [.. moments.Index().Where(static moment => moment.Item.Sweep == 0).Select(static moment => new PlotMark(moment.Index + 1, ShortNameOf(moment.Item.Phase)))];

    /// <summary>For people.</summary>
    public static string NameOf(Phase phase) => phase.Kind switch
    {
        PhaseKind.Nudged => $"nudged, {ShortNameOf(phase)}",
        _ => ShortNameOf(phase),
    };

    // Where there is little room: β itself tells that the phase is nudged.
    private static string ShortNameOf(Phase phase) => phase.Kind switch
    {
        PhaseKind.Nudged => string.Create(CultureInfo.InvariantCulture, $"β = {(phase.Nudge < 0 ? "−" : "")}{Math.Abs(phase.Nudge):0.###}"),
        PhaseKind.Clamped => "clamped",
        _ => "free",
    };
}
