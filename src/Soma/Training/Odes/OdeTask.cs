using Soma.Dynamics.Adjoints;
using Soma.Dynamics.Solvers;
using Soma.Dynamics.Systems;

namespace Soma.Training.Odes;

/// <summary>What a field is trained for: a loss with its gradient for any iteration, and a loss on what is never learned from. Chance depends on the iteration alone, so that a run may go on anywhere.</summary>
internal abstract class OdeTask
{
    /// <summary>The field that learns.</summary>
    public abstract LearnedField Learner { get; }

    /// <summary>What the test loss of the best constant answer would be; null where losses are no squares.</summary>
    public virtual double? TestVariance => null;

    /// <summary>Solves a minibatch and differentiates its loss.</summary>
    /// <param name="iteration">Number of the minibatch, from 0.</param>
    /// <param name="gradient">Receives ∂loss/∂θ.</param>
    public abstract OdeStep Learn(long iteration, Span<double> gradient);

    /// <summary>The loss on the test set, with the parameters that the learner has now; infinite if its solution does not reach its end.</summary>
    public abstract double Test();
}

/// <summary>What one minibatch came to.</summary>
/// <param name="Loss">Its loss before the update.</param>
/// <param name="Outcome">Whether there was a solution and a gradient.</param>
/// <param name="Forward">Evaluations of the field on the way forward.</param>
/// <param name="Backward">Evaluations on the way back.</param>
/// <param name="Memory">Values held when most were held.</param>
internal readonly record struct OdeStep(double Loss, OdeOutcome Outcome, long Forward, long Backward, long Memory)
{
    /// <summary>A minibatch whose solution failed.</summary>
    public static OdeStep Failed(OdeSolution<double> solution) => new(double.NaN, solution.Outcome, solution.Evaluations, 0, 0);

    /// <summary>A minibatch that has a gradient, unless the way back failed.</summary>
    public static OdeStep Of(double loss, OdeSolution<double> solution, GradientReport report) => new(loss, report.Outcome, solution.Evaluations, report.Evaluations, report.Peak.Total);
}
