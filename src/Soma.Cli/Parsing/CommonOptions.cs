using System.CommandLine;
using System.CommandLine.Parsing;

namespace Soma.Cli.Parsing;

/// <summary>Options that several verbs share, so that they mean the same everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>More threads than any machine gains from.</summary>
    public const int MostThreads = 256;

    // A matrix product works on this many samples at a time, so a smaller share would not be faster.
    private const int SamplesOfAShare = 5;

    /// <summary>--data DIR.</summary>
    public static Option<string?> Data() => new("--data")
    {
        Description = "Folder of the data files. Default: the variable SOMA_DATA, else the copy beside the program or in the repository, else the user's cache.",
        HelpName = "DIR",
    };

    /// <summary>--threads N.</summary>
    public static Option<int?> Threads() =>
        Numbers.Option("--threads", "N", "Threads; their number does not change the result. Default: one per processor, as far as the minibatch can be divided.", 1, MostThreads);

    /// <summary>--epochs N.</summary>
    /// <param name="description">Meaning and default.</param>
    public static Option<int?> Epochs(string description) => Numbers.Option("--epochs", "N", description, 1, 1_000_000);

    /// <summary>--set KEY=VALUE.</summary>
    /// <param name="description">Meaning and default.</param>
    public static Option<string[]> Set(string description)
    {
        Option<string[]> set = new("--set") { Description = description, HelpName = "KEY=VALUE", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore };
        set.Validators.Add(RequirePairs);
        return set;
    }

    /// <summary>--on test|train.</summary>
    /// <param name="otherwise">The default.</param>
    public static Option<DatasetPart> On(DatasetPart otherwise) => new("--on")
    {
        Description = "Which samples.",
        HelpName = "test|train",
        DefaultValueFactory = _ => otherwise,
        CustomParser = static result =>
        {
            if (Enum.TryParse(result.Tokens[0].Value, ignoreCase: true, out DatasetPart part) && Enum.IsDefined(part))
                return part;
            result.AddError($"The option '--on' takes test or train, but was given '{result.Tokens[0].Value}'.");
            return default;
        },
    };

    /// <summary>--json.</summary>
    /// <param name="what">What is then written.</param>
    public static Option<bool> Json(string what) => new("--json") { Description = $"{what} Default: off." };

    /// <summary>--tensorboard.</summary>
    public static Option<bool> TensorBoard() => new("--tensorboard")
    {
        Description = "Keeps the metrics also as an event file for TensorBoard, in the folder tensorboard of the run. Default: off.",
    };

    /// <summary>How many threads a run uses.</summary>
    /// <param name="asked">The value of the option.</param>
    /// <param name="terminal">Knows the processors.</param>
    /// <param name="batchSize">Samples per minibatch.</param>
    public static int ThreadsFor(int? asked, Terminal terminal, int batchSize) => asked ?? Math.Clamp(batchSize / SamplesOfAShare, 1, terminal.Processors);

    private static void RequirePairs(OptionResult set)
    {
        foreach (string word in set.Tokens.Select(static token => token.Value).Where(static word => !word.Contains('=')))
            set.AddError($"The option '--set' takes KEY=VALUE, such as rule.nudge=0.5, but was given '{word}'. If that is the EXPERIMENT, write it before --set.");
    }
}
