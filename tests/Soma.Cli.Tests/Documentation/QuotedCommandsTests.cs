using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Soma.Cli.Parsing;
using Soma.Testing;

namespace Soma.Cli.Tests.Documentation;

/// <summary>Whoever types a command from a page gets what the page says: a line that the program would refuse fails the build.</summary>
public sealed partial class QuotedCommandsTests
{
    [Fact]
    public void Every_command_line_on_a_page_is_understood()
    {
        List<string> refused = [];
        foreach ((MarkdownPage page, string line) in Quotes())
        {
            ParseResult parsed = Parse(line);
            if (UsageErrors.Any(parsed) && !IsNameOfVerb(parsed))
                refused.Add($"{page}: {line}\n{UsageErrors.Describe(parsed)}");
        }

        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    // If the reader of pages overlooked commands, the test above would prove nothing.
    [Theory]
    [InlineData("README.md", "soma train mnist")]
    [InlineData("README.md", "soma resume runs/mnist-seed0")]
    [InlineData("data/mnist/README.md", "soma data verify mnist")]
    public void Commands_are_found(string page, string line) => Assert.Contains(Quotes(), quote => quote.Page.Name == page && quote.Line == line);

    [Theory]
    [InlineData("soma train mnist --epoch 3")]
    [InlineData("soma trian mnist")]
    [InlineData("soma train")]
    public void A_line_that_the_program_would_refuse_is_told_from_the_name_of_a_verb(string line)
    {
        ParseResult parsed = Parse(line);
        Assert.True(UsageErrors.Any(parsed));
        Assert.Equal(line == "soma train", IsNameOfVerb(parsed));
    }

    private static IEnumerable<(MarkdownPage Page, string Line)> Quotes() =>
        from page in MarkdownPage.All
        from line in page.Blocks.SelectMany(static block => block.Text).Concat(page.InlineCode)
        let match = Command().Match(line.Trim())
        where match.Success
        select (page, $"soma {Comment().Replace(match.Groups["words"].Value, "").Trim()}".Trim());

    private static ParseResult Parse(string line) => CommandLine.Build(new TestTerminal().Terminal).Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]);

    // Prose may speak of `soma train` without saying what is trained.
    private static bool IsNameOfVerb(ParseResult parsed) => parsed.UnmatchedTokens.Count == 0 && parsed.Tokens.All(static token => token.Type == TokenType.Command);

    [GeneratedRegex(@"^(\$ )?(soma|dotnet run -c Release --project src/Soma\.Cli --)(?<words>( .*)?)$")]
    private static partial Regex Command();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Comment();
}
