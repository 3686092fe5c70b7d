using Microsoft.Playwright;
using Soma.Cli;
using Soma.Testing;
using Xunit;

namespace Soma.Integration.Tests.Browser;

/// <summary>A report on a few real runs, made once, and a headless Chromium to look at it with.</summary>
public sealed class ReportInBrowser : IAsyncLifetime, IDisposable
{
    private const string UsualChromium = "/usr/bin/chromium";

    // Without these a browser asks its makers for news, which tests of a page that asks nobody must not mistake for the page's doing.
    private static readonly string[] _flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly TemporaryFolder _folder = new();
    private IPlaywright? _playwright;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where the report lies.</summary>
    public string Folder => _folder.File("report");

    /// <summary>The address of the page.</summary>
    public string Address => new Uri(Path.Combine(Folder, "report.html")).AbsoluteUri;

    /// <summary>Where pictures of what was seen go: the folder that SOMA_SCREENSHOTS names, else TestResults.</summary>
    public static string Screenshots => Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("SOMA_SCREENSHOTS") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "TestResults")).FullName;

    public async Task InitializeAsync()
    {
        List<string> runs = [];
        foreach (string seed in new[] { "0", "10", "20" })
            runs.Add(await TrainAsync($"watched-{seed}", "--epochs", "3", "--seed", seed, "--set", "name=watched", "information.watch=true", "angleEvery=100"));
        foreach ((string leak, string step) in new[] { ("0.2", "0.05"), ("0.2", "0.1"), ("0.4", "0.05"), ("0.4", "0.1") })
            runs.Add(await TrainAsync($"swept-{leak}-{step}", "--epochs", "1", "--set", $"rule.leak={leak}", $"rule.neuralStep.start={step}"));
        await SomaAsync(["report", .. runs, "--out", Folder, "--portraits", "2"]);

        _playwright = await Playwright.CreateAsync();
        string chromium = Environment.GetEnvironmentVariable("SOMA_CHROMIUM") is { Length: > 0 } named ? named : UsualChromium;
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Headless = true, Args = _flags });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> TrainAsync(string name, params string[] options)
    {
        string run = _folder.File(name);
        await SomaAsync(["train", "optdigits", "--out", run, "--threads", "1", .. options]);
        return run;
    }

    private static async Task SomaAsync(string[] words)
    {
        using StringWriter output = new(), error = new();
        int code = await SomaProgram.RunAsync(words, new Terminal(output, error, Terminal.Plain(output), IsInteractive: false, static _ => null, Processors: 1));
        Assert.True(code == 0, $"soma {string.Join(' ', words)} ended with {code}: {error}");
    }
}
