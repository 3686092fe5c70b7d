namespace Soma.Training.Comparisons;

/// <summary>
/// What a training minibatch of a rule costs, and how that compares with backpropagation: the network of the same layers with cross-entropy and Adam, learning from the same
/// minibatches in turn with it. Reading the samples is not counted.
/// </summary>
/// <param name="Milliseconds">Of a minibatch, the median over all rounds; not a number if the rule diverged.</param>
/// <param name="Backpropagation">Milliseconds of a minibatch of backpropagation, the median over all rounds.</param>
/// <param name="Ratio">How many times the time of backpropagation the rule takes: the median over the rounds of the ratio of a round's medians, which a process that comes between does not move.</param>
public sealed record StepCost(double Milliseconds, double Backpropagation, double Ratio)
{
    /// <summary>What is said when the rule diverged.</summary>
    public static StepCost Unknown { get; } = new(double.NaN, double.NaN, double.NaN);
}
