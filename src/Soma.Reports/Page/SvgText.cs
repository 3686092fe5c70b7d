using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Soma.Reports.Page;

/// <summary>Writes pictures: for files of their own and for the page.</summary>
internal static class SvgText
{
    private const string HitClass = "hits", HitElement = "hit";

    /// <summary>The text of an SVG file: what waits to be pointed at is left out, for nobody points at paper.</summary>
    public static string File(XElement picture) => Write(Without(picture, static element => IsHit(element)), indent: true) + "\n";

    /// <summary>An element of the page: the heading above says what it is, and its own title would be said wherever one points.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="label">What it shows, for who cannot see it.</param>
    public static string Inline(XElement picture, string label)
    {
        XElement copy = new(picture);
        copy.Elements().First(static element => element.Name.LocalName == "title").Remove();
        copy.SetAttributeValue("aria-label", label);
        return Write(copy, indent: false);
    }

    private static XElement Without(XElement picture, Func<XElement, bool> which)
    {
        XElement copy = new(picture);
        foreach (XElement element in copy.Descendants().Where(which).ToArray())
        {
            if (element.Parent is not null)
                element.Remove();
        }

        return copy;
    }

    private static bool IsHit(XElement element) => (string?)element.Attribute("class") is HitClass or HitElement;

    private static string Write(XElement element, bool indent)
    {
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = indent, NewLineChars = "\n", NewLineHandling = NewLineHandling.None, OmitXmlDeclaration = true }))
            element.Save(writer);
        return text.ToString();
    }
}
