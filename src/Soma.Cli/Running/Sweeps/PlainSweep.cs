using Soma.Sweeps;
using Soma.Training;

namespace Soma.Cli.Running.Sweeps;

/// <summary>A sweep told in plain lines, for files and pipes.</summary>
/// <param name="output">Where to.</param>
internal sealed class PlainSweep(TextWriter output) : ISweepWatcher
{
    public void OnStarted(SweepSurvey survey, JobShare share)
    {
    }

    public void OnCellStarted(int job, SweepCell cell, RunStart start) => Write(SweepText.Started(cell, start));

    public void OnAdvanced(int job, in MinibatchReport minibatch, SweepProgress progress)
    {
    }

    public void OnEpoch(int job, SweepCell cell, EpochReport epoch)
    {
    }

    public void OnCellEnded(int job, CellResult result, SweepProgress progress) => Write(SweepText.Ended(result, progress));

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
