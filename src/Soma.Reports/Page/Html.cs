using System.Net;

namespace Soma.Reports.Page;

/// <summary>Texts as HTML.</summary>
internal static class Html
{
    /// <summary>A text that no browser takes for anything else, in elements and in quoted attributes alike.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
