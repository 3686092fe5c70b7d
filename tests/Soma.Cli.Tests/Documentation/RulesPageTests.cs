using Soma.Cli.Reporting;
using Soma.Learning;
using Soma.Testing;

namespace Soma.Cli.Tests.Documentation;

/// <summary>The page on the rules says what the cards say, and the cards are held to by tests.</summary>
public sealed class RulesPageTests
{
    private static readonly IReadOnlyList<string> _lines = MarkdownPage.All.Single(static page => page.Name == "docs/rules.md").Lines;

    [Fact]
    public void The_table_is_that_of_the_cards()
    {
        string[] expected = [.. RuleCatalog.All.Select(static rule => $"| {string.Join(" | ", CardText.Row(rule))} |")];
        Assert.Equal(expected, _lines.Where(static line => RuleCatalog.All.Any(rule => line.StartsWith($"| {rule.Name} |", StringComparison.Ordinal))));
        Assert.Contains($"| {string.Join(" | ", CardText.Heads.Select(static head => head.Replace('\n', ' ')))} |", _lines);
    }

    [Fact]
    public void Every_rule_has_a_paragraph() =>
        Assert.All(RuleCatalog.All, static rule => Assert.Contains(_lines, line => line.StartsWith($"**`{rule.Name}`** ", StringComparison.Ordinal)));
}
