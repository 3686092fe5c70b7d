using Soma.Testing;

namespace Soma.Cli.Tests.Processes;

public sealed class StartTests
{
    // The library and the program must not be taken for each other, and the program must find the data of the repository from any folder.
    [Fact]
    public async Task The_program_starts_by_itself_and_finds_the_data()
    {
        using SomaProcess process = new("data", "show", "mnist", "--count", "1");
        Outcome outcome = (await process.EndAsync()).Expect(0);
        Assert.StartsWith("mnist/train: 60000 samples", outcome.Lines[0], StringComparison.Ordinal);
        Assert.Equal("0: 5", outcome.Lines[1]);
    }

    [Fact]
    public async Task A_path_that_no_processor_has_is_refused_before_a_folder_is_made()
    {
        using TemporaryFolder folder = new();
        string run = folder.File("run");
        using SomaProcess process = new([("SOMA_PATH", "abacus")], TinyDigits.Train(TinyDigits.In(folder), run));
        Outcome outcome = (await process.EndAsync()).Expect(2);
        Assert.Contains("SOMA_PATH is 'abacus'; expected one of: scalar, vector128, avx2, avx512", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(run));
    }
}
