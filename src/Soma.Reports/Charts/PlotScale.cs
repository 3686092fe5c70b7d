using System.Globalization;

namespace Soma.Reports.Charts;

/// <summary>Where values come to lie along an axis, and its marks.</summary>
internal sealed class PlotScale
{
    private const int MostDecadeMarks = 7, FewestMarks = 2;
    private const double LeastDecades = 1;
    private readonly bool _logarithmic;
    private readonly double _low, _high;

    private PlotScale(double low, double high, bool logarithmic, IReadOnlyList<AxisMark> marks)
    {
        (_low, _high, _logarithmic, Marks) = (low, high, logarithmic, marks);
    }

    /// <summary>The marks, ascending.</summary>
    public IReadOnlyList<AxisMark> Marks { get; }

    /// <summary>A scale for values.</summary>
    /// <param name="axis">Its limits.</param>
    /// <param name="values">At least one, finite.</param>
    /// <param name="marks">How many steps there should be at most.</param>
    /// <param name="exactly">Whether it ends where the data do.</param>
    public static PlotScale Of(PlotAxis axis, IReadOnlyList<double> values, int marks, bool exactly)
    {
        if (axis.Names.Count > 0)
            return new(-0.5, axis.Names.Count - 0.5, false, [.. axis.Names.Select(static (name, index) => new AxisMark(index, name))]);
        if (axis.IsLogarithmic)
            return Decades(values.Where(static value => value > 0).DefaultIfEmpty(1).Min(), values.Where(static value => value > 0).DefaultIfEmpty(1).Max(), exactly);
        ChartAxis limits = new(axis.Label) { From = axis.From, AtLeast = axis.AtLeast, AtMost = axis.AtMost, WholeNumbers = axis.WholeNumbers };
        AxisScale scale = exactly ? AxisScale.Exactly(limits, values.Min(), values.Max(), marks) : AxisScale.Around(limits, values.Min(), values.Max(), marks);

        // One mark alone tells no length.
        if (exactly && scale.Marks.Count < FewestMarks)
            scale = AxisScale.Exactly(limits, values.Min(), values.Max(), marks + FewestMarks);
        return new(scale.Low, scale.High, false, scale.Marks);
    }

    /// <summary>From 0 at the begin of the axis to 1 at its end; what lies beyond is brought to its ends.</summary>
    public double Share(double value) => _logarithmic
        ? value <= 0 ? 0 : Math.Clamp((Math.Log10(value) - _low) / (_high - _low), 0, 1)
        : Math.Clamp((value - _low) / (_high - _low), 0, 1);

    private static PlotScale Decades(double low, double high, bool exactly)
    {
        double from = Math.Log10(low), to = Math.Log10(high);
        if (!exactly || to - from < LeastDecades)
            (from, to) = (Math.Floor(from + 1e-9), Math.Ceiling(to - 1e-9));
        if (to - from < LeastDecades)
            to = from + LeastDecades;
        int step = Math.Max(1, (int)Math.Ceiling((to - from) / MostDecadeMarks));
        List<AxisMark> marks = [];
        for (int power = (int)Math.Ceiling(from - 1e-9); power <= to + 1e-9; power += step)
            marks.Add(new(Math.Pow(10, power), Power(power)));
        return new(from, to, true, marks);
    }

    // Plain numbers as long as they are short.
    private static string Power(int power) => power is >= -3 and <= 4
        ? Math.Pow(10, power).ToString("0.###", CultureInfo.InvariantCulture)
        : $"10{string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(static sign => sign == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign - '0']))}";
}
