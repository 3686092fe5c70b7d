using Xunit;

namespace Soma.Reports.Tests;

public sealed class MarkdownTableTests
{
    [Fact]
    public void Columns_are_aligned_and_numbers_set_to_the_right() => Assert.Equal(
        """
        | name      |         value | x   |
        | --------- | ------------: | --- |
        | a         |  97.61 ± 0.11 | –   |
        | longer \| | 100.00 ± 0.00 | b c |

        """.ReplaceLineEndings("\n"),
        MarkdownTable.Write(["name", "value", "x"], [["a", "97.61 ± 0.11", "–"], ["longer |", "100.00 ± 0.00", "b\nc"]]));

    [Fact]
    public void A_row_that_does_not_fit_is_refused() =>
        Assert.Throws<ArgumentException>(static () => MarkdownTable.Write(["a", "b"], [["1", "2"], ["3"]]));
}
