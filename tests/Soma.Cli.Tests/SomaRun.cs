namespace Soma.Cli.Tests;

/// <summary>Runs command lines in this process, through the same door as the program.</summary>
internal static class SomaRun
{
    public static Task<Outcome> Of(params string[] args) => With(CancellationToken.None, args);

    public static async Task<Outcome> With(CancellationToken cancellation, params string[] args)
    {
        TestTerminal terminal = new();
        int code = await SomaProgram.RunAsync(args, terminal.Terminal, cancellation);
        return new Outcome(code, terminal.Out.ToString(), terminal.Error.ToString());
    }
}

/// <summary>What a command line came to.</summary>
internal sealed record Outcome(int Code, string Out, string Error)
{
    /// <summary>The lines of the standard output without those that are empty.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Fails with everything that was said if the code is another.</summary>
    public Outcome Expect(int code)
    {
        Assert.True(Code == code, $"Exit code {Code}, expected {code}.\n{Out}\n{Error}");
        return this;
    }
}
