using System.CommandLine;
using System.CommandLine.Help;
using Soma.Cli.Commands;

namespace Soma.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. Leaves(CommandLine.Build(new TestTerminal().Terminal)).Select(static leaf => leaf.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_option_has_a_meaning_and_a_default_and_every_verb_an_example(string path)
    {
        Command command = Leaves(CommandLine.Build(new TestTerminal().Terminal)).Single(leaf => leaf.Path == path).Command;
        foreach (Option option in command.Options.Where(static option => option is not HelpOption))
        {
            Assert.False(string.IsNullOrWhiteSpace(option.Description), $"{path} {option.Name} has no description.");
            bool saysDefault = (option.HasDefaultValue && option is not Option<bool>) || option.Description.Contains("Default: ", StringComparison.Ordinal);
            Assert.True(option.Required || saysDefault, $"{path} {option.Name} does not say its default.");
        }

        Outcome help = (await SomaRun.Of([.. path.Split(' '), "--help"])).Expect(0);
        Assert.All(command.Options, option => Assert.Contains(option.Name, help.Out, StringComparison.Ordinal));
        Assert.Contains($"\n  soma {path}", help.Out[help.Out.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Empty(help.Error);
    }

    // An example that does not parse costs more trust than none.
    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_example_parses(string path)
    {
        Command root = CommandLine.Build(new TestTerminal().Terminal);
        Verb verb = (Verb)Leaves(root).Single(leaf => leaf.Path == path).Command;
        Assert.NotEmpty(verb.Examples);
        Assert.All(verb.Examples, example => Assert.Empty(root.Parse(example.Split(' ')[1..]).Errors));
    }

    // A verb is added without editing a list, this one included: others may stand beside these.
    [Theory]
    [InlineData("bench")]
    [InlineData("compare")]
    [InlineData("data fetch")]
    [InlineData("data list")]
    [InlineData("data show")]
    [InlineData("data verify")]
    [InlineData("evaluate")]
    [InlineData("experiments")]
    [InlineData("inspect")]
    [InlineData("resume")]
    [InlineData("rules")]
    [InlineData("train")]
    [InlineData("verify")]
    public void The_verbs_of_the_design_are_found(string path) => Assert.Contains(path, Leaves(CommandLine.Build(new TestTerminal().Terminal)).Select(static leaf => leaf.Path));

    [Fact]
    public async Task Without_a_verb_the_help_is_shown_and_the_code_is_that_of_bad_usage()
    {
        Outcome outcome = (await SomaRun.Of()).Expect(2);
        Assert.Contains("Commands:", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        Outcome outcome = (await SomaRun.Of("--version")).Expect(0);
        Assert.Equal($"soma {CommandLine.Version}", Assert.Single(outcome.Lines));
        Assert.Matches(@"^\d+\.\d+\.\d+$", CommandLine.Version);
    }

    [Fact]
    public async Task Help_fits_into_a_hundred_columns()
    {
        Outcome outcome = (await SomaRun.Of("train", "--help")).Expect(0);
        Assert.All(outcome.Out.Split('\n'), static line => Assert.True(line.TrimEnd().Length <= Terminal.PlainColumns, line));
    }

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string prefix = "") => command.Subcommands.Count == 0
        ? [(prefix, command)]
        : command.Subcommands.SelectMany(sub => Leaves(sub, $"{prefix} {sub.Name}".TrimStart()));
}
