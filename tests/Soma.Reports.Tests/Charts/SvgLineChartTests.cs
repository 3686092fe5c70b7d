using System.Globalization;
using System.Xml.Linq;
using Soma.Reports.Charts;
using Xunit;

namespace Soma.Reports.Tests.Charts;

public sealed class SvgLineChartTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_chart_with_everything_looks_as_approved() => Approved.Equal("two-lines-and-markers.svg", SvgLineChart.Render(Chart(
        new("first: mean ± std", SeriesForm.Line, 0, [new(1, 94, 93.7, 94.3), new(2, 95.8, 95.6, 96), new(3, 96.5, 96.4, 96.6)]),
        new("second <&> \"quoted\"", SeriesForm.Line, 1, [new(1, 93.5, 93.5, 93.5), new(2, 95, 95, 95), new(4, 97.1, 97.1, 97.1)]),
        new("published", SeriesForm.Markers, 0, [new(1, 94.02, 93.71, 94.33), new(4, 96.98, 96.98, 96.98)]))));

    // A line of one point would not be seen.
    [Fact]
    public void A_single_epoch_is_a_dot() => Approved.Equal("one-point.svg", SvgLineChart.Render(Chart(new ChartSeries("mnist, seed 0", SeriesForm.Line, 0, [new(1, 94, 94, 94)]))));

    // Catches a flipped axis and a wrong origin: the plot reaches from 64 to 620 across and from 46 to 366 down.
    [Fact]
    public void Points_lie_where_their_values_are()
    {
        XElement line = Elements(Chart(new ChartSeries("a", SeriesForm.Line, 0, [new(0, 90, 90, 90), new(1, 91, 91, 91), new(4, 94, 94, 94)])), "path").First(static path => path.Attribute("fill")!.Value == "none");
        Assert.Equal("M64 366 L203 286 L620 46", line.Attribute("d")!.Value);
    }

    [Fact]
    public void A_band_past_a_hundred_percent_ends_there()
    {
        XElement band = Elements(Chart(new ChartSeries("a", SeriesForm.Line, 0, [new(0, 99.5, 99, 100.5), new(4, 99.8, 99, 101)])), "path").First();
        Assert.Equal("M64 46 L620 46 L620 366 L64 366 Z", band.Attribute("d")!.Value);
    }

    [Fact]
    public void Past_the_last_colour_lines_are_dashed()
    {
        Assert.Null(ChartPalette.Dashes(6));
        Assert.NotNull(ChartPalette.Dashes(7));
        Assert.Equal(ChartPalette.Colour(0), ChartPalette.Colour(7));
        Assert.Equal(7, Enumerable.Range(0, 7).Select(ChartPalette.Colour).Distinct().Count());
    }

    [Fact]
    public void The_language_of_the_machine_changes_no_byte()
    {
        LineChart chart = Chart(new ChartSeries("a", SeriesForm.Line, 0, [new(1, 94.25, 94, 94.5), new(2, 95.75, 95, 96)]));
        string expected = SvgLineChart.Render(chart);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, SvgLineChart.Render(chart));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void It_is_plain_XML_without_scripts_and_keeps_text_as_text()
    {
        LineChart chart = Chart(new ChartSeries("a < b & c", SeriesForm.Line, 0, [new(1, 94, 94, 94), new(2, 95, 95, 95)]));
        XElement page = XElement.Parse(SvgLineChart.Render(chart));
        Assert.Equal(_svg + "svg", page.Name);
        string[] texts = [.. page.Descendants(_svg + "text").Select(static text => text.Value)];
        Assert.Contains("a < b & c", texts);
        Assert.Contains("epoch", texts);
        Assert.Contains("test accuracy (%)", texts);
        Assert.Empty(page.DescendantsAndSelf().Select(static element => element.Name.LocalName).Except(["svg", "title", "rect", "g", "line", "path", "circle", "text"]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e300)]
    public void What_cannot_be_drawn_is_refused(double value) =>
        Assert.Throws<ArgumentException>(() => SvgLineChart.Render(Chart(new ChartSeries("a", SeriesForm.Line, 0, [new(1, 94, value, 95)]))));

    [Fact]
    public void Nothing_to_draw_is_refused()
    {
        Assert.Throws<ArgumentException>(static () => SvgLineChart.Render(Chart()));
        Assert.Throws<ArgumentException>(static () => SvgLineChart.Render(Chart(new ChartSeries("a", SeriesForm.Line, 0, []))));
    }

    private static LineChart Chart(params ChartSeries[] series) =>
        new("A test", new("epoch") { From = 0, WholeNumbers = true }, new("test accuracy (%)") { AtLeast = 0, AtMost = 100 }, series);

    private static IEnumerable<XElement> Elements(LineChart chart, string name) => XElement.Parse(SvgLineChart.Render(chart)).Descendants(_svg + name);
}
