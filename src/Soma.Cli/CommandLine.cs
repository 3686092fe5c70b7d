using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;
using Soma.Cli.Commands;
using Soma.Cli.Parsing;

namespace Soma.Cli;

/// <summary>Puts the command line together from the verbs that it finds.</summary>
internal static class CommandLine
{
    /// <summary>The version of the program, without the build's mark.</summary>
    public static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The command <c>soma</c>.</summary>
    /// <param name="terminal">Where it will run.</param>
    public static Command Build(Terminal terminal)
    {
        Command soma = new("soma", "Biologically plausible learning: train, look into and time networks that learn without backpropagation.");
        foreach (Verb verb in Verb.InNamespaceOf<TrainCommand>(terminal))
            soma.Add(verb);
        soma.Add(new VersionOption { Action = new VersionAction() });
        soma.Add(new HelpOption { Action = new HelpWithExamples() });
        soma.SetAction(parsed =>
        {
            new HelpWithExamples().Invoke(parsed);
            return (int)ExitCode.Usage;
        });
        return soma;
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"soma {Version}");
            return (int)ExitCode.Done;
        }
    }
}
