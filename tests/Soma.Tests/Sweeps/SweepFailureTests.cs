using System.Text.Json;
using Soma.Sweeps;

namespace Soma.Tests.Sweeps;

/// <summary>A run that failed, other than by diverging, leaves a note of it until it is tried again.</summary>
public sealed class SweepFailureTests : IDisposable
{
    private readonly TinySweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_failed_run_tells_when_and_why_until_it_is_tried_again()
    {
        SweepCell first = _sweep.Plan().Cell(1);
        string checkpoint = _sweep.InRuns($"{first.Folder}/checkpoint.safetensors"), note = _sweep.InRuns($"{first.Folder}/failure.json");
        _sweep.Train(first, new CancellationToken(canceled: true));
        byte[] whole = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, whole[..1000]);
        _sweep.Run();
        CellResult failed = _sweep.Runner().Look(1);
        Assert.Equal(CellState.Unfinished, failed.State);
        Assert.Contains("checkpoint.safetensors", failed.LastFailure!.Why, StringComparison.Ordinal);
        Assert.Equal(failed.LastFailure.When, JsonDocument.Parse(File.ReadAllText(note)).RootElement.GetProperty("when").GetDateTimeOffset());

        File.WriteAllBytes(checkpoint, whole);
        string table = _sweep.Run();
        Assert.False(File.Exists(note));
        Assert.Null(_sweep.Runner().Look(1).LastFailure);
        Assert.Equal(_sweep.Run(runs: _sweep.Folder("undisturbed")), table);
    }

    // Data that goes missing is a failure of the run and not of the sweep.
    [Fact]
    public void Every_failure_is_noted_in_its_own_folder()
    {
        SweepRunner runner = new(_sweep.Plan(), _sweep.Runs, static _ => throw new IOException("The disk is gone."));
        SweepOutcome outcome = runner.Run(runner.Survey(), new JobShare(2, 2));
        Assert.Equal(4, outcome.In(CellState.Failed).Count);
        Assert.All(runner.Survey().Results, static result => Assert.Equal("The disk is gone.", result.LastFailure!.Why));
        Assert.Equal(4, runner.Survey().Open.Count);
    }

    [Fact]
    public void A_note_that_cannot_be_read_hinders_nothing()
    {
        SweepCell first = _sweep.Plan().Cell(1);
        _sweep.Train(first, new CancellationToken(canceled: true));
        File.WriteAllText(_sweep.InRuns($"{first.Folder}/failure.json"), "{ \"when\":");
        Assert.Null(_sweep.Runner().Look(1).LastFailure);
        Assert.Equal(_sweep.Run(runs: _sweep.Folder("undisturbed")), _sweep.Run());
    }
}
