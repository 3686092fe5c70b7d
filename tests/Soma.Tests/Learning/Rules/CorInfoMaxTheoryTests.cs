using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;
using LinearMap = MathNet.Numerics.LinearAlgebra.Matrix<double>;
using LinearVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Soma.Tests.Learning.Rules;

/// <summary>
/// The neural dynamics climb the objective of their layer (11–16, A.21–A.28): the rule's own first nudged sweep, which begins at u = r, is compared with finite differences of
/// that objective. Nothing of the rule's formulas is used but its constants.
/// </summary>
public sealed class CorInfoMaxTheoryTests : IDisposable
{
    private const double Epsilon = 0.2, Beta = 0.7, Step = 0.01, Difference = 1e-5, Tolerance = 1e-7;

    private static readonly Architecture _architecture = new(5, 6, 4, 3);

    private readonly ThreadTeam _team = new(1);
    private readonly Batch<double> _batch = OneSample();

    public void Dispose() => _team.Dispose();

    // λ = 0.8 makes the denominator large; with λ = 0.999 everything else must be right without its help.
    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(2, 0.8)]
    [InlineData(3, 0.8)]
    [InlineData(1, 0.999)]
    [InlineData(2, 0.999)]
    [InlineData(3, 0.999)]
    public void With_its_denominator_put_back_the_somas_slope_is_the_gradient_of_the_layers_objective(int layer, double lambda)
    {
        Scene scene = Live(lambda);
        LinearVector r = scene.At(layer);
        LinearVector lateral = scene.LateralGain(layer) * scene.Lateral(layer) * r;
        double denominator = 1 + (scene.Gamma * (r * scene.Lateral(layer) * r));
        LinearVector mended = scene.Slope(layer) - lateral + (lateral / denominator);

        LinearVector gradient = Gradient(point => scene.Objective(layer, point), r);

        AssertEqual(gradient, mended);
    }

    // What the published dynamics drop is of second order in γ: a tenth of γ, about a hundredth of the difference.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void As_it_is_the_slope_differs_from_the_gradient_to_second_order_in_the_gain(int layer)
    {
        double[] differences = [.. new[] { 0.95, 0.995 }.Select(Distance)];
        Assert.InRange(differences[0], 1e-6, 1);
        Assert.InRange(differences[0] / differences[1], 85, 135);

        double Distance(double lambda)
        {
            Scene scene = Live(lambda);
            return (Gradient(point => scene.Objective(layer, point), scene.At(layer)) - scene.Slope(layer)).L2Norm();
        }
    }

    private static LinearVector Gradient(Func<LinearVector, double> objective, LinearVector at)
    {
        LinearVector gradient = LinearVector.Build.Dense(at.Count);
        for (int unit = 0; unit < at.Count; unit++)
        {
            LinearVector up = at.Clone(), down = at.Clone();
            up[unit] += Difference;
            down[unit] -= Difference;
            gradient[unit] = (objective(up) - objective(down)) / (2 * Difference);
        }

        return gradient;
    }

    private static void AssertEqual(LinearVector expected, LinearVector actual) =>
        Assert.True((expected - actual).L2Norm() <= Tolerance * Math.Max(1, expected.L2Norm()), $"expected {expected.ToVectorString()}, was {actual.ToVectorString()}");

    private Scene Live(double lambda)
    {
        CorInfoMaxOptions options = new()
        {
            ForgettingFactor = lambda,
            Perturbation = Epsilon,
            Leak = 0.3,
            Nudge = Beta,
            RandomNudgeSign = false,
            FreeSweeps = 60,
            NudgedSweeps = 1,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = Step },
            FeedforwardRates = [1, 1, 1],
            FeedbackRates = [1, 1],
        };
        CorInfoMax<double> rule = new(options);
        Synapses<double> synapses = Gentle(rule);
        PhaseRecord<double> record = rule.Prepare(_architecture, 1, _team);
        rule.RunPhases(synapses, _batch, record);
        return new Scene(options, synapses, record);
    }

    // Weights that keep every unit inside the box, and lateral synapses that are the inverse of a perturbed correlation, as the theory has them.
    private static Synapses<double> Gentle(CorInfoMax<double> rule)
    {
        Synapses<double> synapses = rule.Grow(_architecture, new RandomStream(1));
        RandomStream random = new(2);
        foreach ((string name, PanelMatrix<double> tensor) in synapses.All)
            tensor.Import(name.StartsWith("b.", StringComparison.Ordinal) ? Inverse(tensor.Outputs, random) : [.. Enumerable.Range(0, (int)tensor.Length).Select(_ => random.NextUniform(0.1, 0.3))]);
        return synapses;
    }

    private static double[] Inverse(int units, RandomStream random)
    {
        LinearMap samples = LinearMap.Build.Dense(20, units, (_, _) => random.NextUniform(0, 1));
        LinearMap inverse = ((samples.TransposeThisAndMultiply(samples) / 20) + (Epsilon * LinearMap.Build.DenseIdentity(units))).Inverse();
        return ((inverse + inverse.Transpose()) / 2).ToRowMajorArray();
    }

    private static Batch<double> OneSample()
    {
        Batch<double> batch = new(1, 5, 3) { Count = 1 };
        batch.Inputs.Import([0.9, 0.2, 0.5, 0.7, 0.4]);
        batch.Labels[0] = 1;
        batch.WriteTargets();
        return batch;
    }

    /// <summary>The moment of the first nudged sweep, layer by layer, and the objective written down from the theory.</summary>
    private sealed class Scene(CorInfoMaxOptions options, Synapses<double> synapses, PhaseRecord<double> record)
    {
        private const int Output = 3;

        public double Gamma { get; } = (1 - options.ForgettingFactor) / options.ForgettingFactor;

        /// <summary>r of a layer when the sweep begins; u is the same.</summary>
        public LinearVector At(int layer)
        {
            double[] rates = record[0].Rates[layer].ToArray();
            Assert.All(rates, static rate => Assert.InRange(rate, 0.001, 0.999));
            return LinearVector.Build.Dense(rates);
        }

        /// <summary>du/dt in this sweep.</summary>
        public LinearVector Slope(int layer) => (LinearVector.Build.Dense(record[1].Somatic[layer].ToArray()) - At(layer)) / Step;

        public LinearMap Lateral(int layer) => MapOf("b", layer);

        // A hidden layer stands in two information terms, the output in one.
        public double LateralGain(int layer) => layer == Output ? Gamma : 2 * Gamma;

        public double Objective(int layer, LinearVector r)
        {
            // Going up, the layer below has moved already and the layer above has not.
            LinearVector below = layer == 1 ? Row(record.Batch.Inputs) : Row(record[1].Rates[layer - 1]);
            double lambda = options.ForgettingFactor;
            LinearMap correlation = (lambda * Lateral(layer).Inverse()) + ((1 - lambda) * r.OuterProduct(r));
            double logDeterminant = correlation.Cholesky().DeterminantLn;
            double forward = (r - (MapOf("wff", layer) * below)).Norm2();
            if (layer == Output)
                return (0.5 * logDeterminant) - (forward / (2 * Epsilon)) - (0.5 * Beta * (r - Row(record.Batch.Targets)).Norm2()) - (0.5 * r.Norm2());
            double backward = (r - (MapOf("wfb", layer + 1) * Row(record[0].Rates[layer + 1]))).Norm2();
            return logDeterminant - (forward / (2 * Epsilon)) - (backward / (2 * Epsilon));
        }

        private LinearMap MapOf(string kind, int layer)
        {
            PanelMatrix<double> tensor = synapses[kind][layer];
            return LinearMap.Build.Dense(tensor.Outputs, tensor.Inputs, (output, input) => tensor[output, input]);
        }

        private static LinearVector Row(Matrix<double> signals) => LinearVector.Build.Dense(signals.ToArray());
    }
}

/// <summary>Words that the formulas above are shorter with.</summary>
file static class Formulas
{
    /// <summary>‖v‖².</summary>
    public static double Norm2(this LinearVector vector) => vector * vector;
}
