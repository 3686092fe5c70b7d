using System.Globalization;

namespace Soma.Reports.Charts;

/// <summary>
/// The range of an axis and its marks, at multiples of 1, 2 or 5 times a power of ten. Marks are reckoned in decimal numbers, so
/// that 0.3 is marked as 0.3 and not as 0.30000000000000004.
/// </summary>
public sealed class AxisScale
{
    // Where there is only one value, the axis needs a length all the same.
    private const double LeastSpan = 1e-6;
    private const double Widening = 0.5;

    private AxisScale(decimal low, decimal high, decimal step)
    {
        Low = (double)low;
        High = (double)high;
        List<AxisMark> marks = [];
        for (decimal value = decimal.Ceiling(low / step) * step; value <= high; value += step)
            marks.Add(new((double)value, value.ToString(Format(step), CultureInfo.InvariantCulture)));
        Marks = marks;
    }

    /// <summary>Where the axis begins.</summary>
    public double Low { get; }

    /// <summary>Where it ends, above <see cref="Low"/>.</summary>
    public double High { get; }

    /// <summary>The marks, ascending, all with the same number of decimals.</summary>
    public IReadOnlyList<AxisMark> Marks { get; }

    /// <summary>A scale that begins and ends with a mark, just outside the data.</summary>
    /// <param name="axis">Its limits.</param>
    /// <param name="low">The least value to show.</param>
    /// <param name="high">The greatest value to show.</param>
    /// <param name="marks">How many steps there should be at most, before the ends are rounded outwards.</param>
    public static AxisScale Around(ChartAxis axis, double low, double high, int marks)
    {
        (decimal from, decimal to) = Range(axis, low, high);
        decimal step = Step(to - from, marks, axis.WholeNumbers);
        decimal least = Math.Floor(from / step) * step, greatest = Math.Ceiling(to / step) * step;
        return new(axis.From is null ? Math.Max(least, Limit(axis.AtLeast)) : from, Math.Min(greatest, Limit(axis.AtMost)), step);
    }

    /// <summary>A scale that ends where the data do, as suits time.</summary>
    /// <param name="axis">Its limits.</param>
    /// <param name="low">The least value to show.</param>
    /// <param name="high">The greatest value to show.</param>
    /// <param name="marks">How many steps there should be at most.</param>
    public static AxisScale Exactly(ChartAxis axis, double low, double high, int marks)
    {
        (decimal from, decimal to) = Range(axis, low, high);
        return new(from, to, Step(to - from, marks, axis.WholeNumbers));
    }

    private static (decimal From, decimal To) Range(ChartAxis axis, double low, double high)
    {
        double from = axis.From ?? Math.Max(low, axis.AtLeast), to = Math.Min(high, axis.AtMost);
        return to - from < LeastSpan ? ((decimal)Math.Max(from - Widening, axis.AtLeast), (decimal)Math.Min(from + Widening, axis.AtMost)) : ((decimal)from, (decimal)to);
    }

    private static decimal Limit(double value) => double.IsFinite(value) ? (decimal)value : value < 0 ? decimal.MinValue : decimal.MaxValue;

    private static decimal Step(decimal span, int marks, bool wholeNumbers)
    {
        decimal power = 1;
        while (span / power < marks)
            power /= 10;
        while (span / power >= 10 * marks)
            power *= 10;
        decimal step = span / power <= marks ? power : span / (2 * power) <= marks ? 2 * power : span / (5 * power) <= marks ? 5 * power : 10 * power;
        return wholeNumbers ? Math.Max(step, 1) : step;
    }

    // A step of 0.05 is written with two decimals, one of 20 with none.
    private static string Format(decimal step)
    {
        int decimals = 0;
        for (; step != decimal.Truncate(step); step *= 10)
            decimals++;
        return string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
    }
}

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where.</param>
/// <param name="Label">What is written there.</param>
public readonly record struct AxisMark(double Value, string Label);
