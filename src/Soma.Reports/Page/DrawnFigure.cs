using System.Globalization;
using Soma.Reports.Figures;

namespace Soma.Reports.Page;

/// <summary>A figure with what came of it.</summary>
internal sealed record DrawnFigure(IFigure Figure, FigureOutcome Outcome)
{
    /// <summary>The name of the files of a drawing: numbered where there are several.</summary>
    public string NameOf(int index) => Outcome.Drawings.Count == 1 ? Figure.Id : string.Create(CultureInfo.InvariantCulture, $"{Figure.Id}-{index + 1}");
}
