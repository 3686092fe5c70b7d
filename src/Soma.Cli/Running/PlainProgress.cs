using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>A run told in plain lines, for files and pipes.</summary>
/// <param name="output">Where to.</param>
/// <param name="place">Where the run lies.</param>
internal sealed class PlainProgress(TextWriter output, RunPlace place) : IRunObserver
{
    public void OnStarted(RunStart start)
    {
        foreach (string line in RunText.Header(start, place))
            output.WriteLine(line);
        output.Flush();
    }

    public void OnMinibatch(in MinibatchReport minibatch)
    {
    }

    public void OnBackedOff(BackOff backOff)
    {
        output.WriteLine(RunText.Line(backOff));
        output.Flush();
    }

    public void OnEpoch(EpochReport epoch)
    {
        output.WriteLine(RunText.Line(epoch));
        output.Flush();
    }

    public void OnEnded(RunResult result)
    {
        if (result.End == RunEnd.Done)
            output.WriteLine(RunText.Done(result, place));
    }
}
