using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Soma.Cli.Parsing;

/// <summary>Puts what is wrong with a command line into sentences, all of it at once.</summary>
internal static class UsageErrors
{
    /// <summary>Whether a command line must not be carried out.</summary>
    /// <param name="parsed">A command line.</param>
    public static bool Any(ParseResult parsed) => parsed.Action is null or ParseErrorAction || (parsed.Action is not { ClearsParseErrors: true } && StrayOptions(parsed).Any());

    /// <summary>Every fault, one per line, then where the help is.</summary>
    /// <param name="parsed">A command line with errors.</param>
    public static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string path = PathOf(parsed.CommandResult);

        // After an unknown verb nothing can be said of the words behind it.
        bool unknownVerb = parsed.UnmatchedTokens.Count > 0 && command.Subcommands.Count > 0;
        IEnumerable<string> strange = unknownVerb ? parsed.UnmatchedTokens.Take(1) : StrayOptions(parsed).Concat(parsed.UnmatchedTokens);
        List<string> faults = [.. strange.Select(word => Unknown(word, command, path))];
        faults.AddRange(parsed.Errors.Where(error => !unknownVerb && !IsAboutUnmatched(error, parsed)).Select(error => InOurWords(error, command, path)));
        return string.Join(Environment.NewLine, [.. faults.Distinct(), $"See: {path} --help"]);
    }

    // A misspelt option would otherwise be taken for the name or the file that the verb is about.
    private static IEnumerable<string> StrayOptions(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static argument => argument.Tokens).Select(static token => token.Value).Where(static word => word.StartsWith('-'));

    private static string Unknown(string word, Command command, string path)
    {
        if (word.StartsWith('-'))
        {
            IEnumerable<string> options = command.Options.Where(static option => !option.Hidden).Select(static option => option.Name).Append("--help");
            return $"'{path}' has no option '{word}'{Hint(word, options) ?? "."}";
        }

        if (command.Subcommands.Count == 0)
            return $"'{path}' does not expect the word '{word}'.";
        string[] verbs = [.. command.Subcommands.Select(static verb => verb.Name)];
        return $"'{path}' has no verb '{word}'{Hint(word, verbs) ?? $"; the verbs are: {string.Join(", ", verbs)}."}";
    }

    private static string? Hint(string word, IEnumerable<string> names) => Suggestion.Nearest(word, names) is { } near ? $"; did you mean '{near}'?" : null;

    private static bool IsAboutUnmatched(ParseError error, ParseResult parsed) => parsed.UnmatchedTokens.Any(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal));

    private static string InOurWords(ParseError error, Command command, string path)
    {
        if (error.SymbolResult is CommandResult && command.Subcommands.Count > 0)
            return $"'{path}' needs a verb: {string.Join(", ", command.Subcommands.Select(static verb => verb.Name))}.";
        return error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0 } missing => $"'{path}' needs {missing.Argument.Name}: {missing.Argument.Description}",
            OptionResult { Implicit: true } missing => $"'{path}' needs the option {missing.Option.Name}: {missing.Option.Description}",
            OptionResult { Tokens.Count: 0 } empty => $"The option '{empty.Option.Name}' needs a value: {empty.Option.Description}",
            _ => error.Message,
        };
    }

    private static string PathOf(CommandResult result) => result.Parent is CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : result.Command.Name;
}
