using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// How far what a rule would learn from a minibatch points away from where backpropagation would go with the same weights: for each layer the angle between ΔWᵢ of one update and
/// −∂L/∂Wᵢ, in degrees; 0 is the same direction, 90 has nothing to do with it.
/// </summary>
/// <remarks>
/// The same weights means: W₁ … W_P and the biases of the rule's network (zeros if it has none) in a multilayer perceptron with rectified hidden layers, whatever activation the rule's own
/// neurons have; L is the loss of its outputs. Everything is done in double on copies, so that a small step is not lost in the digits of the weights, and nothing
/// is disturbed. The buffers are made once.
/// </remarks>
public sealed class UpdateAlignment
{
    private const string Feedforward = "wff", Bias = "bias";

    private readonly ILearningRule<double> _rule;
    private readonly Backpropagation<double> _yardstick;
    private readonly Synapses<double> _copy;
    private readonly Synapses<double> _perceptron;
    private readonly PhaseRecord<double> _record;
    private readonly PhaseRecord<double> _pass;

    /// <summary>Makes the buffers.</summary>
    /// <param name="rule">The rule. Its optimizer takes part in the update; to see the direction of the rule alone, give it one without momentum or decay, "sgd".</param>
    /// <param name="architecture">The layers.</param>
    /// <param name="capacity">Samples of a minibatch at most.</param>
    /// <param name="team">The threads; their number does not change the result.</param>
    /// <param name="loss">L, of the perceptron's outputs. Default: the mean squared error.</param>
    /// <param name="output">What the perceptron's output layer does with its potentials. Default: nothing.</param>
    /// <exception cref="ArgumentException">The rule has no feedforward synapses <c>wff.1</c> … <c>wff.P</c>, or they are convolutions.</exception>
    public UpdateAlignment(ILearningRule<double> rule, Architecture architecture, int capacity, ThreadTeam team, Loss loss = Loss.MeanSquared, OutputActivation output = OutputActivation.None)
    {
        _rule = rule;
        _yardstick = new(new BackpropagationOptions { Loss = loss, OutputActivation = output, Rate = 1, Optimizer = new OptimizerOptions { Name = "sgd" } });
        _copy = rule.Grow(architecture, new RandomStream(0));
        if (!_copy.Contains(Feedforward))
            throw new ArgumentException($"A rule whose network has no synapses '{Feedforward}' cannot be held against backpropagation.", nameof(rule));
        if (_copy[Feedforward][1].Inputs != architecture[0])
            throw new ArgumentException("A network of convolutions has no perceptron of the same weights to be held against.", nameof(rule));
        _perceptron = _yardstick.Grow(architecture, new RandomStream(0));
        _record = rule.Prepare(architecture, capacity, team);
        _pass = _yardstick.Prepare(architecture, capacity, team);
    }

    /// <summary>Measures one update, with the rate factor 1.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="synapses">The network; read and not changed. It may hold more than the rule needs, such as what another optimizer remembers.</param>
    /// <param name="batch">Inputs, targets, and the randomness that the rule draws from.</param>
    /// <returns>Degrees from 0 to 180 for layers 1 … P; not a number where either side stands still, and everywhere if the rule diverged.</returns>
    /// <exception cref="ArgumentException">The network lacks synapses that the rule needs, or has them in another shape.</exception>
    public IReadOnlyList<double> Degrees<T>(Synapses<T> synapses, Batch<double> batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Dictionary<string, PanelMatrix<T>> given = synapses.All.ToDictionary();
        foreach ((string name, PanelMatrix<double> tensor) in _copy.All)
            Copy(given.GetValueOrDefault(name) ?? throw new ArgumentException($"The network has no synapses '{name}', which the rule needs.", nameof(synapses)), name, tensor);
        foreach ((string name, PanelMatrix<double> tensor) in _perceptron.All)
        {
            if (given.TryGetValue(name, out PanelMatrix<T>? weights))
                Copy(weights, name, tensor);
            else
                tensor.Storage.Clear();
        }

        double[][] before = Weights(_copy);
        if (_rule.RunPhases(_copy, batch, _record).HasDiverged || _yardstick.RunPhases(_perceptron, batch, _pass).HasDiverged)
            return [.. before.Select(static _ => double.NaN)];
        _rule.Update(_copy, _record, rateFactor: 1);
        _yardstick.Update(_perceptron, _pass, rateFactor: 1);
        double[][] learned = Weights(_copy), descended = Weights(_perceptron);
        return [.. before.Select((weights, index) => Between(Less(learned[index], weights), Less(descended[index], weights)))];
    }

    /// <summary>The angle between two directions, exact to the last digits near 0 and 180, where an arc cosine would be blind.</summary>
    /// <param name="a">A direction.</param>
    /// <param name="b">Another, of the same length.</param>
    /// <returns>Degrees from 0 to 180; not a number if either is zero or not finite.</returns>
    public static double Between(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double lengthA = Length(a), lengthB = Length(b), apart = 0, along = 0;
        for (int index = 0; index < a.Length; index++)
        {
            double x = a[index] / lengthA, y = b[index] / lengthB;
            apart += (x - y) * (x - y);
            along += (x + y) * (x + y);
        }

        return double.RadiansToDegrees(2 * Math.Atan2(Math.Sqrt(apart), Math.Sqrt(along)));
    }

    private static void Copy<T>(PanelMatrix<T> from, string name, PanelMatrix<double> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (from.Outputs != to.Outputs || from.Inputs != to.Inputs)
            throw new ArgumentException($"The synapses '{name}' have shape ({from.Outputs}, {from.Inputs}), but the rule needs ({to.Outputs}, {to.Inputs}).");
        for (int output = 0; output < from.Outputs; output++)
        {
            for (int input = 0; input < from.Inputs; input++)
                to[output, input] = double.CreateChecked(from[output, input]);
        }
    }

    private static double[][] Weights(Synapses<double> synapses) =>
        [.. Enumerable.Range(1, synapses.Architecture.OutputLayer).Select(layer => synapses[Feedforward][layer].ToArray())];

    private static double[] Less(double[] after, double[] before)
    {
        double[] change = new double[after.Length];
        for (int index = 0; index < change.Length; index++)
            change[index] = after[index] - before[index];
        return change;
    }

    // Scaled, so that squares of small changes do not vanish.
    private static double Length(ReadOnlySpan<double> vector)
    {
        double largest = 0, squares = 0;
        foreach (double value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        foreach (double value in vector)
            squares += value / largest * (value / largest);
        return largest * Math.Sqrt(squares);
    }
}
