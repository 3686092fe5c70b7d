using Soma.Numerics;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>When the guard takes updates back, and to where; of a rule that breaks as told. An epoch has twelve minibatches.</summary>
public sealed class GuardTests
{
    private static readonly UpdateGuard _guard = new() { On = true, Window = 2, CopyEvery = 2, Recovery = 100 };

    [Fact]
    public void Without_a_guard_a_quiet_collapse_ends_at_chance()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 5, Bears = 0.6 }, new UpdateGuard());
        Assert.Equal(RunEnd.Done, run.Result.End);
        Assert.True(run.Result.IsAtChance);
        Assert.Null(run.Observer.Epochs[0].BackOffs);
    }

    // The update of minibatch 4 breaks it, so the window of minibatches 5 and 6 is the first with wrong answers.
    [Fact]
    public void A_collapse_is_taken_back_and_the_run_goes_on_with_smaller_rates()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 4, Bears = 0.6 }, _guard);
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((1, 6, 4, 0.5, 1), (backOff.Epoch, backOff.Minibatch, backOff.TakenBack, backOff.Share, backOff.Count));
        Assert.Equal((0.0, 1.0), (backOff.Cause.Accuracy, backOff.Cause.BestAccuracy));
        Assert.Equal(1, run.Observer.Epochs[0].TestAccuracy);
        Assert.Equal([1, 0], run.Observer.Epochs.Select(static epoch => epoch.BackOffs));
        Assert.False(run.Result.IsAtChance);

        // Two updates at the full rate, and all after minibatch 6 at half of it: 6 more in this epoch and 12 in the next.
        Assert.Equal(2 + (18 * 0.5), run.Learned);
    }

    // The update of minibatch 5 leaves a window half right, which eight wrong samples of sixteen cannot prove to be a collapse. The copy of its end is of a
    // broken network, and must not be the one to go back to.
    [Fact]
    public void A_collapse_within_a_window_is_taken_back_to_before_it()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 5, Bears = 0.6 }, _guard);
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((8, 4), (backOff.Minibatch, backOff.TakenBack));
        Assert.Equal(1, run.Observer.Epochs[0].TestAccuracy);
    }

    // A network is ill before its answers show it: what is taken back is a whole part of an epoch or two, over the border of epochs too.
    [Fact]
    public void A_collapse_is_taken_back_by_one_to_two_parts_of_an_epoch()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 13, Bears = 0.6 }, _guard with { CopyEvery = 5 });
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((2, 4, 10), (backOff.Epoch, backOff.Minibatch, backOff.TakenBack));
        Assert.Equal(6 + (8 * 0.5), run.Learned);
    }

    // An epoch that is shorter than what lies between two copies is one part.
    [Fact]
    public void In_short_epochs_the_copies_are_of_their_ends()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 19, Bears = 0.6 }, _guard with { CopyEvery = 1000 });
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((2, 10, 22), (backOff.Epoch, backOff.Minibatch, backOff.TakenBack));
        Assert.Equal(2 * 0.5, run.Learned);
    }

    [Fact]
    public void Synapses_that_are_not_finite_are_taken_back_at_the_end_of_their_window()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 6, Bears = 0.6, Broken = double.PositiveInfinity }, _guard);
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((6, 4, "wff.1"), (backOff.Minibatch, backOff.TakenBack, backOff.Cause.Synapses));
        Assert.Equal(RunEnd.Done, run.Result.End);
    }

    // The minibatch is stepped over, so that a run cannot stay before it for ever.
    [Fact]
    public void A_relaxation_that_diverges_is_taken_back_at_once()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 6, Bears = 0.6, Diverges = true }, _guard);
        BackOff backOff = Assert.Single(run.Observer.BackOffs);
        Assert.Equal((7, 3, 1, 4), (backOff.Minibatch, backOff.TakenBack, backOff.Cause.Layer, backOff.Cause.Sweep));
        Assert.Null(backOff.Cause.Accuracy);
        Assert.Equal(4 + (17 * 0.5), run.Learned);
    }

    // Half of the rate is still too much, a quarter is not.
    [Fact]
    public void Backing_off_once_more_lowers_the_rates_further()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 3, Bears = 0.3 }, _guard);
        Assert.Equal([0.5, 0.25], run.Observer.BackOffs.Select(static backOff => backOff.Share));
        Assert.Equal(1, run.Observer.Epochs[^1].TestAccuracy);
    }

    [Fact]
    public void After_enough_good_windows_a_back_off_is_undone()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 5, Bears = 0.6 }, _guard with { Recovery = 2 });

        // Two good windows at half the rate, then the full rate breaks it again.
        Assert.Equal([(1, 8, 4), (2, 4, 4), (2, 12, 4)], run.Observer.BackOffs.Select(static backOff => (backOff.Epoch, backOff.Minibatch, backOff.TakenBack)));
        Assert.All(run.Observer.BackOffs, static backOff => Assert.Equal(0.5, backOff.Share));
    }

    [Fact]
    public void What_cannot_be_mended_ends_as_a_divergence()
    {
        Outcome run = Run(new BrittleOptions { BreaksFrom = 3 }, _guard with { Limit = 1 });
        Assert.Equal(RunEnd.Diverged, run.Result.End);
        Assert.Single(run.Observer.BackOffs);
        Assert.Equal(
            "Diverged in epoch 1, by minibatch 10: 0.00 % of the answers are right, 100.00 % were before. Back-offs of the guard in this epoch: 1. " + Divergence.Advice,
            run.Result.Divergence!.ToString());
    }

    // The last minibatch of an epoch holds two samples; both wrong says nothing.
    [Fact]
    public void A_window_of_few_samples_is_no_proof_of_a_collapse()
    {
        Outcome run = Run(new BrittleOptions { MissesSmallBatches = true }, _guard with { Window = 11 });
        Assert.Empty(run.Observer.BackOffs);
        Assert.Equal(0, run.Observer.Epochs[^1].BackOffs);
    }

    private static Outcome Run(BrittleOptions options, UpdateGuard guard)
    {
        Experiment experiment = TinyProblem.Experiment("epochs=2", "schedule=[]") with { Rule = new RuleChoice(BrittleRule<float>.Info, options), Guard = guard };
        using ThreadTeam team = new(1);
        using RecordingObserver observer = new();
        Trainer<float> trainer = new(experiment, TinyProblem.Data, team);
        TrainingState<float> state = trainer.Begin();
        RunResult result = trainer.Run(state, folder: null, observer);
        return new Outcome(result, observer, state.Synapses["wff"][1][0, 1]);
    }

    private sealed record Outcome(RunResult Result, RecordingObserver Observer, float Learned);
}
