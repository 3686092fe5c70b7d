using System.CommandLine;
using Soma.Cli.Parsing;

namespace Soma.Cli;

/// <summary>The program behind <c>soma</c>; the process and the tests come in here.</summary>
internal static class SomaProgram
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The words after <c>soma</c>.</param>
    /// <param name="terminal">Where it runs.</param>
    /// <param name="cancellation">Asks the work to save and stop.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellation = default)
    {
        try
        {
            ParseResult parsed = CommandLine.Build(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (UsageErrors.Any(parsed))
                throw new UsageException(UsageErrors.Describe(parsed));
            InvocationConfiguration streams = new()
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(streams, cancellation);
        }
        catch (Exception failure)
        {
            return (int)Failures.Report(failure, terminal);
        }
    }
}
