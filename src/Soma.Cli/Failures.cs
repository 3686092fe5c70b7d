using Soma.Checkpoints;
using Soma.Data;
using Soma.Reports;
using Soma.Sweeps;
using Soma.Sweeps.Slurm;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Cli;

/// <summary>The one place that decides what a failure is called and which exit code it has.</summary>
internal static class Failures
{
    /// <summary>The environment variable that shows stack traces when it is 1.</summary>
    public const string TraceVariable = "SOMA_TRACE";

    /// <summary>Says on the error stream what went wrong.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode Report(Exception failure, Terminal terminal)
    {
        (ExitCode code, string message) = Describe(failure);
        Report(message, terminal);
        if (terminal.Variable(TraceVariable) == "1")
            terminal.Error.WriteLine(failure);
        return code;
    }

    /// <summary>Says a sentence on the error stream.</summary>
    /// <param name="message">A sentence or several.</param>
    /// <param name="terminal">Where to say it.</param>
    public static void Report(string message, Terminal terminal) => terminal.Error.WriteLine($"error: {message}");

    private static (ExitCode Code, string Message) Describe(Exception failure) => failure switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "Interrupted; nothing was lost that had been saved."),
        UsageException or ExperimentException or ComparisonException or SweepException or NotSupportedException => (ExitCode.Usage, failure.Message),
        RunFolderException or CheckpointException or DataException or ReportException or SlurmException => (ExitCode.Failed, failure.Message),
        UnauthorizedAccessException => (ExitCode.Failed, $"{failure.Message} Choose another place, or ask for the right to use this one."),
        IOException => (ExitCode.Failed, $"{failure.Message.TrimEnd('.')}. Check the path, and that there is room on the disk."),
        OutOfMemoryException => (ExitCode.Failed, "There is not enough memory. Use a smaller architecture or minibatch."),
        _ => (ExitCode.Failed, $"Something went wrong that should not have: {failure.Message} Set {TraceVariable}=1 to see where, and please report it."),
    };
}
