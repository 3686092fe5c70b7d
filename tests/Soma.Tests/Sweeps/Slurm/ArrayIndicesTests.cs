using Soma.Sweeps.Slurm;

namespace Soma.Tests.Sweeps.Slurm;

public sealed class ArrayIndicesTests
{
    [Theory]
    [InlineData(new int[0], "")]
    [InlineData(new[] { 7 }, "7")]
    [InlineData(new[] { 0, 1, 2, 3, 7, 9, 10, 11, 12 }, "0-3,7,9-12")]
    [InlineData(new[] { 4, 5 }, "4-5")]
    [InlineData(new[] { 12, 3, 3, 4, 1 }, "1,3-4,12")]
    public void Runs_of_numbers_are_drawn_together(int[] numbers, string expected) => Assert.Equal(expected, ArrayIndices.Compress(numbers));

    // All sets of the numbers 0 to 9.
    [Fact]
    public void Reading_gives_back_what_was_written()
    {
        for (int set = 0; set < 1 << 10; set++)
        {
            int[] numbers = [.. Enumerable.Range(0, 10).Where(number => (set & (1 << number)) != 0)];
            Assert.Equal(numbers, ArrayIndices.Parse(ArrayIndices.Compress(numbers)));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("3-")]
    [InlineData("5-4")]
    [InlineData("1-2-3")]
    [InlineData("-1")]
    public void What_is_no_list_is_refused(string text) => Assert.Throws<FormatException>(() => ArrayIndices.Parse(text));

    // MaxArraySize limits the numbers of tasks and not only how many there are.
    [Fact]
    public void No_task_has_a_number_beyond_the_limit_and_no_cell_is_left_out()
    {
        int[] cells = [1, 4, 5, 6, 9, 10, 23];
        IReadOnlyList<SlurmArray> arrays = SlurmArray.Divide(cells, mostTasks: 4);
        Assert.Equal(["1,4", "1-2", "1-2", "3"], arrays.Select(static array => array.Tasks));
        Assert.Equal([0, 4, 8, 20], arrays.Select(static array => array.Offset));
        Assert.Equal(cells, arrays.SelectMany(static array => array.Cells));
    }
}
