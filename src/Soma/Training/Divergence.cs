using System.Globalization;
using Soma.Dynamics;
using Soma.Dynamics.Solvers;

namespace Soma.Training;

/// <summary>Where the numbers of a run stopped being finite, or, if it has a guard, where it lost what it had learned.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Minibatch">The minibatch, from 1.</param>
/// <param name="DuringEvaluation">Whether the network was answering rather than learning; the minibatch is then of the dataset asked about.</param>
/// <param name="Phase">The phase of the batch, from 1; 0 if it was the update.</param>
/// <param name="Layer">The layer that diverged first, from 1; 0 if it was the update, or a solver that gave up although every number was finite.</param>
/// <param name="Sweep">The sweep, or the step of a solver, in which it did, from 1; 0 if it was the update.</param>
public sealed record Divergence(int Epoch, int Minibatch, bool DuringEvaluation, int Phase, int Layer, int Sweep)
{
    /// <summary>What to try, whatever the rule.</summary>
    public const string Advice = "Lower the neural step size first, then the learning rates, then the strength of the nudge.";

    /// <summary>What to try where phases are lived through in continuous time.</summary>
    public const string SolverAdvice =
        "Allow a larger rule.dynamics.tolerance or more steps (rule.dynamics.maxSteps; with fixed steps rule.dynamics.steps) first, then lower the learning rates, then the strength of the nudge.";

    /// <summary>Why the solver of a phase in continuous time did not reach its end; null where there was none, or where it did.</summary>
    public OdeEnd? Solver { get; init; }

    /// <summary>The synapses that an update made infinite, for example "wff.1"; null if it was an activity that diverged.</summary>
    public string? Synapses { get; init; }

    /// <summary>Share of right answers in the window that ended with the minibatch, if it was the guard that found it too low; null if it was a number.</summary>
    public double? Accuracy { get; init; }

    /// <summary>The share in the best window before; null if it was a number.</summary>
    public double? BestAccuracy { get; init; }

    /// <summary>How often the guard had taken updates back in this epoch before it gave up; 0 if there is none.</summary>
    public int BackOffs { get; init; }

    /// <summary>Where and what to try, in one paragraph.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Diverged in epoch {Epoch}, {Place}. {(BackOffs > 0 ? $"Back-offs of the guard in this epoch: {BackOffs}. " : "")}{(Solver is null ? Advice : SolverAdvice)}");

    /// <summary>Where and why, as the end of a sentence: "minibatch 12: layer 1 is no longer finite in sweep 3 of phase 1".</summary>
    public string Place => Accuracy is { } accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"by minibatch {Minibatch}: {100 * accuracy:F2} % of the answers are right, {100 * BestAccuracy:F2} % were before")
        : Synapses is null
            ? string.Create(CultureInfo.InvariantCulture, $"{(DuringEvaluation ? "evaluation " : "")}minibatch {Minibatch}: {Fault} of phase {Phase}")
            : string.Create(CultureInfo.InvariantCulture, $"by minibatch {Minibatch}: the synapses {Synapses} are no longer finite");

    private string Fault => Solver switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"layer {Layer} is no longer finite in sweep {Sweep}"),
        OdeEnd.NotFinite => string.Create(CultureInfo.InvariantCulture, $"layer {Layer} is no longer finite in step {Sweep}"),
        OdeEnd.TooManySteps => string.Create(CultureInfo.InvariantCulture, $"the solver's limit of {Sweep} steps was used up before the end"),
        _ => string.Create(CultureInfo.InvariantCulture, $"after {Sweep} steps the solver would need a step too small to go on to the end"),
    };

    /// <summary>From what a rule reports, which counts from 0.</summary>
    internal static Divergence Of(RelaxationOutcome outcome, int epoch, int minibatch, bool duringEvaluation) =>
        new(epoch + 1, minibatch + 1, duringEvaluation, outcome.Phase + 1, outcome.Layer, outcome.Sweep + 1) { Solver = outcome.Solver };
}
