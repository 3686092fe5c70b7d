using Microsoft.Playwright;

namespace Soma.Integration.Tests.Browser;

/// <summary>A page with a record of all that it asked for and complained of.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly List<string> _requests = [], _complaints = [];

    private WatchedPage(IPage page)
    {
        Page = page;
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Every address that was asked for; what a page holds within itself (data:) is asked of nobody.</summary>
    public IEnumerable<string> Requests => _requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>Whatever was written to the console, and errors nobody caught.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<WatchedPage> OpenAsync(ReportInBrowser report, BrowserNewContextOptions options, string? address = null)
    {
        IBrowserContext context = await report.Browser.NewContextAsync(options);
        WatchedPage watched = new(await context.NewPageAsync());
        await watched.Page.GotoAsync(address ?? report.Address);
        return watched;
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
