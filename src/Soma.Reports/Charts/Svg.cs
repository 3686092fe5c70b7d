using System.Xml.Linq;

namespace Soma.Reports.Charts;

/// <summary>Shortens the writing of SVG elements.</summary>
internal static class Svg
{
    private static readonly XNamespace _namespace = "http://www.w3.org/2000/svg";

    /// <summary>An element with attributes in the order given; a null among its contents is left out.</summary>
    public static XElement Element(string name, IEnumerable<(string Name, string Value)> attributes, params object?[] contents) =>
        new(_namespace + name, attributes.Select(static attribute => new XAttribute(attribute.Name, attribute.Value)), contents);

    /// <summary>A line from one point to another.</summary>
    public static XElement Line(double x1, double y1, double x2, double y2, params IEnumerable<(string Name, string Value)> attributes) => Element(
        "line",
        [("x1", PlotArea.Length(x1)), ("y1", PlotArea.Length(y1)), ("x2", PlotArea.Length(x2)), ("y2", PlotArea.Length(y2)), .. attributes]);

    /// <summary>Text at a point.</summary>
    public static XElement Text(double x, double y, string text, params IEnumerable<(string Name, string Value)> attributes) =>
        Element("text", [("x", PlotArea.Length(x)), ("y", PlotArea.Length(y)), .. attributes], text);
}
