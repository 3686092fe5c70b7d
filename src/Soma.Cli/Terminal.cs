using Spectre.Console;

namespace Soma.Cli;

/// <summary>All that a command may know of where it runs; tests bring their own.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages.</param>
/// <param name="Console">Tables and the progress bar; writes to <paramref name="Out"/>.</param>
/// <param name="IsInteractive">Whether a person watches <paramref name="Out"/>, so that a bar may move there.</param>
/// <param name="Variable">Reads an environment variable; null if it is not set.</param>
/// <param name="Processors">Processors to use unless told otherwise.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, IAnsiConsole Console, bool IsInteractive, Func<string, string?> Variable, int Processors)
{
    /// <summary>Columns of everything that no person watches: files and pipes have no width of their own.</summary>
    public const int PlainColumns = 100;

    /// <summary>The standard streams and the environment of this process.</summary>
    public static Terminal OfProcess()
    {
        bool interactive = !System.Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, Interactive: true };
        IAnsiConsole console = interactive ? AnsiConsole.Console : Plain(System.Console.Out);
        return new(System.Console.Out, System.Console.Error, console, interactive, Environment.GetEnvironmentVariable, Environment.ProcessorCount);
    }

    /// <summary>A console of fixed width without colours.</summary>
    /// <param name="writer">Where it writes.</param>
    public static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = PlainColumns;
        return console;
    }
}
