using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Soma.Cli.Commands;

namespace Soma.Cli.Parsing;

/// <summary>The usual help, with the verb's examples at its end.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = new HelpAction { MaxWidth = Terminal.PlainColumns }.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> examples = (parseResult.CommandResult.Command as Verb)?.Examples ?? ["soma train mnist", "soma train --help"];
        output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in examples)
            output.WriteLine($"  {example}");
        return code;
    }
}
