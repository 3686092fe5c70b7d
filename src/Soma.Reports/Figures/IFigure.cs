namespace Soma.Reports.Figures;

/// <summary>
/// A figure of the report, one per file. A class of this kind is found by itself; adding one edits no list. A figure may have several drawings, such as one for each network that was
/// looked into.
/// </summary>
internal interface IFigure
{
    /// <summary>Name of its files and its place in the page: lower-case words with hyphens.</summary>
    string Id { get; }

    /// <summary>Its heading: a few words.</summary>
    string Title { get; }

    /// <summary>Where it stands; smaller is further up. Tens leave room between.</summary>
    int Place { get; }

    /// <summary>Draws what the runs hold.</summary>
    /// <param name="content">All that is known of the runs.</param>
    FigureOutcome Draw(ReportContent content);
}
