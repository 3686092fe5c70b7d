using Microsoft.Playwright;
using Xunit;

namespace Soma.Integration.Tests.Browser;

/// <summary>The report as people see it. Each look leaves a picture; look at them after a change to the page.</summary>
public sealed class ReportPageTests(ReportInBrowser report) : IClassFixture<ReportInBrowser>
{
    // Pairs of texts of a picture whose boxes overlap by more than what letters leave free around them, and texts that stick out of their picture.
    private const string Collisions = """
        () => [...document.querySelectorAll('.picture svg')].flatMap((svg, number) => {
          const frame = svg.getBoundingClientRect();
          const texts = [...svg.querySelectorAll('text')].filter(text => !text.closest('[transform*=rotate], text[transform*=rotate]'))
            .map(text => ({ words: text.firstChild ? text.firstChild.textContent : '', box: text.getBoundingClientRect() }));
          const found = [];
          for (const [index, a] of texts.entries()) {
            if (a.box.left < frame.left - 1 || a.box.right > frame.right + 1 || a.box.top < frame.top - 1 || a.box.bottom > frame.bottom + 1)
              found.push(`picture ${number}: '${a.words}' sticks out`);
            for (const b of texts.slice(index + 1)) {
              const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
              if (across > 1 && down > 4)
                found.push(`picture ${number}: '${a.words}' and '${b.words}' overlap`);
            }
          }
          return found;
        })
        """;

    [Theory]
    [InlineData("light", 1280, ColorScheme.Light, Media.Screen)]
    [InlineData("dark", 1280, ColorScheme.Dark, Media.Screen)]
    [InlineData("narrow", 390, ColorScheme.Light, Media.Screen)]
    [InlineData("narrow-dark", 390, ColorScheme.Dark, Media.Screen)]
    [InlineData("print", 794, ColorScheme.Dark, Media.Print)]
    public async Task Every_look_is_whole_and_asks_nobody(string look, int width, ColorScheme scheme, Media media)
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(report, new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
        await watched.Page.EmulateMediaAsync(new() { Media = media, ColorScheme = scheme });
        await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(ReportInBrowser.Screenshots, $"report-{look}.png"), FullPage = true });

        Assert.Empty(watched.Complaints);
        Assert.Equal([report.Address], watched.Requests);
        Assert.Equal(0, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(await watched.Page.EvaluateAsync<string[]>(Collisions));
    }

    // Dark ink on a dark page, or white paper that stays white, would still load without a complaint.
    [Theory]
    [InlineData(ColorScheme.Light, Media.Screen, true)]
    [InlineData(ColorScheme.Dark, Media.Screen, false)]
    [InlineData(ColorScheme.Dark, Media.Print, true)]
    public async Task The_paper_follows_the_system_but_is_white_on_paper(ColorScheme scheme, Media media, bool isLight)
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(report, new() { ColorScheme = scheme });
        await watched.Page.EmulateMediaAsync(new() { Media = media, ColorScheme = scheme });
        Assert.Equal(isLight, await BrightnessAsync(watched.Page, "getComputedStyle(document.body).backgroundColor") > 128);
        Assert.Equal(isLight, await BrightnessAsync(watched.Page, "getComputedStyle(document.querySelector('.picture svg rect')).fill") > 128);
        Assert.Equal(!isLight, await BrightnessAsync(watched.Page, "getComputedStyle(document.querySelector('.picture svg text')).fill") > 128);
    }

    [Fact]
    public async Task The_switch_turns_the_colours_round()
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(report, new() { ColorScheme = ColorScheme.Light });
        await watched.Page.ClickAsync("#theme");
        Assert.True(await BrightnessAsync(watched.Page, "getComputedStyle(document.body).backgroundColor") < 128);
        Assert.Equal("Light", await watched.Page.InnerTextAsync("#theme"));
        await watched.Page.ClickAsync("#theme");
        Assert.True(await BrightnessAsync(watched.Page, "getComputedStyle(document.body).backgroundColor") > 128);
        Assert.Empty(watched.Complaints);
    }

    [Theory]
    [InlineData("learning-curves", "epoch ", "watched: ")]
    [InlineData("confusion", "answered as", "% of the class")]
    [InlineData("receptive-fields", "unit ", "length ")]
    [InlineData("sweep", "rule.leak=", "1 seed")]
    public async Task Pointing_at_a_figure_shows_its_numbers(string figure, string first, string second)
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(report, new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        ILocator hit = watched.Page.Locator($"#{figure} .hit").Nth(2);
        await hit.ScrollIntoViewIfNeededAsync();
        await hit.HoverAsync();
        ILocator tip = watched.Page.Locator("#tip");
        Assert.True(await tip.IsVisibleAsync());
        string words = await tip.InnerTextAsync();
        Assert.Contains(first, words, StringComparison.Ordinal);
        Assert.Contains(second, words, StringComparison.Ordinal);
        await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(ReportInBrowser.Screenshots, $"pointing-{figure}.png") });
        Assert.Empty(watched.Complaints);
    }

    // Readers and archives often run no scripts; the numbers are then in the titles that browsers show by themselves.
    [Fact]
    public async Task Without_scripts_nothing_is_missing()
    {
        await using WatchedPage watched = await WatchedPage.OpenAsync(report, new() { JavaScriptEnabled = false, ColorScheme = ColorScheme.Dark });
        Assert.False(await watched.Page.Locator("#theme").IsVisibleAsync());
        Assert.Contains("epoch ", await watched.Page.Locator("#learning-curves .hit title").First.TextContentAsync(), StringComparison.Ordinal);
        int contents = await watched.Page.Locator("nav a").CountAsync(), sections = await watched.Page.Locator("main section").CountAsync();
        Assert.Equal(sections, contents);
        await watched.Page.ScreenshotAsync(new() { Path = Path.Combine(ReportInBrowser.Screenshots, "report-without-scripts.png") });
    }

    [Fact]
    public async Task Every_figure_is_an_image_of_its_own()
    {
        string[] figures = Directory.GetFiles(Path.Combine(report.Folder, "figures"), "*.svg");
        Assert.NotEmpty(figures);
        foreach (string figure in figures)
        {
            await using WatchedPage watched = await WatchedPage.OpenAsync(report, new(), new Uri(figure).AbsoluteUri);
            Assert.Empty(watched.Complaints);
            Assert.Equal("svg", await watched.Page.EvaluateAsync<string>("document.documentElement.localName"));
        }
    }

    private static async Task<double> BrightnessAsync(IPage page, string colour) => await page.EvaluateAsync<double>(
        $"(() => {{ const parts = ({colour}).match(/[\\d.]+/g).map(Number); return (parts[0] + parts[1] + parts[2]) / 3; }})()");
}
