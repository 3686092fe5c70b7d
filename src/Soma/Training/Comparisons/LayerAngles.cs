using Soma.Metrics;

namespace Soma.Training.Comparisons;

/// <summary>
/// Degrees between what a rule learns and backpropagation's gradient at the same weights (<see cref="UpdateAlignment"/>), for layers 1 … P, each the mean over some minibatches; not a
/// number where nothing is learned.
/// </summary>
/// <param name="Update">Of the direction that the rule itself gives: followed plainly, without an optimizer's memory, scaling or decay.</param>
/// <param name="Step">Of the step that is taken, by the optimizer with all that it remembers; the same as the update for rules without one.</param>
public sealed record LayerAngles(IReadOnlyList<double> Update, IReadOnlyList<double> Step);
