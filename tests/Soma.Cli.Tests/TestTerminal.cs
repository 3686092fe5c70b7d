using Spectre.Console;

namespace Soma.Cli.Tests;

/// <summary>A terminal that keeps what is said: 100 columns, no colours, an environment of its own, four processors.</summary>
internal sealed class TestTerminal
{
    private readonly Dictionary<string, string> _variables = [];

    public TestTerminal() => Terminal = new Terminal(Out, Error, Terminal.Plain(Out), IsInteractive: false, _variables.GetValueOrDefault, Processors: 4);

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public Terminal Terminal { get; private set; }

    /// <summary>As if a person watched.</summary>
    public TestTerminal Watched()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(Out),
        });
        console.Profile.Width = Terminal.PlainColumns;
        Terminal = Terminal with { Console = console, IsInteractive = true };
        return this;
    }

    public TestTerminal With(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }
}
