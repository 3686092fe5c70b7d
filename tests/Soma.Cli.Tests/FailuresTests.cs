using Soma.Checkpoints;
using Soma.Data;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Cli.Tests;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int> Kinds => new()
    {
        { new IOException("No space left on device"), 1 },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), 1 },
        { new InvalidOperationException("A bug."), 1 },
        { new RunFolderException("Folder."), 1 },
        { new CheckpointException("Checkpoint."), 1 },
        { new DataException("Data."), 1 },
        { new UsageException("Usage."), 2 },
        { new ExperimentException("own", [new Problem("epochs", "is 0.")]), 2 },
        { new ComparisonException("They differ."), 2 },
        { new NotSupportedException("This processor has no such path."), 2 },
        { new OperationCanceledException(), 130 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_failure_has_its_code_and_a_sentence(Exception failure, int code)
    {
        TestTerminal terminal = new();
        Assert.Equal(code, (int)Failures.Report(failure, terminal.Terminal));
        Assert.StartsWith("error: ", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(failure.GetType().Name, terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_with_a_way_out()
    {
        TestTerminal terminal = new();
        Failures.Report(new IOException("No space left on device : '/run/checkpoint'"), terminal.Terminal);
        Assert.Contains("No space left on device", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("room on the disk", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_trace_is_shown_only_when_it_is_asked_for()
    {
        TestTerminal terminal = new TestTerminal().With(Failures.TraceVariable, "1");
        Failures.Report(Thrown(), terminal.Terminal);
        Assert.Contains($"at {typeof(FailuresTests).FullName}.{nameof(Thrown)}", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("A bug.");
        }
        catch (InvalidOperationException failure)
        {
            return failure;
        }
    }
}
