using Soma.Learning;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Autapses and lateral inhibition, equations 28 and 29, beside the update of B that they retell.</summary>
public sealed class LateralCircuitTests
{
    private const int Units = 6, Samples = 3;

    // λ far from 1, so that an a(1 − 1/λ) or a κ gone wrong shows.
    [Theory]
    [InlineData(false, 0.95)]
    [InlineData(true, 0.95)]
    [InlineData(false, 0.99999)]
    [InlineData(true, 0.99999)]
    public void After_many_steps_autapses_and_inhibition_are_still_those_of_the_lateral_synapses(bool isOutput, double lambda)
    {
        LateralConstants constants = new(lambda, Perturbation: 0.15, Leak: 0.5, isOutput);
        PanelMatrix<double> b = InitialWeights.GlorotGram<double>(Units, new RandomStream(1));
        LateralCircuit circuit = new(b, constants);
        RandomStream random = new(2);
        Matrix<double> rates = new(Samples, Units);
        for (int step = 0; step < 200; step++)
        {
            rates.Import([.. Enumerable.Range(0, Samples * Units).Select(_ => random.NextUniform(0, 1))]);
            circuit.Learn(rates, Samples);
            LearnDirectly(b, rates, lambda);
        }

        LateralCircuit expected = new(b, constants);
        double largest = expected.Autapses.ToArray().Max(Math.Abs);
        Assert.NotEqual(new LateralCircuit(InitialWeights.GlorotGram<double>(Units, new RandomStream(1)), constants).Autapses[0], circuit.Autapses[0]);
        for (int i = 0; i < Units; i++)
        {
            Assert.Equal(expected.Autapses[i], circuit.Autapses[i], 1e-10 * largest);
            for (int j = 0; j < Units; j++)
                Assert.Equal(expected.Inhibition(i, j), circuit.Inhibition(i, j), 1e-10 * largest);
        }
    }

    // M r = ε(2γB + gI) r in a hidden layer, (γB + gI) r at the output.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_current_is_the_one_of_the_neural_dynamics(bool isOutput)
    {
        const double lambda = 0.9, epsilon = 0.15, leak = 0.5, gamma = (1 - lambda) / lambda;
        PanelMatrix<double> b = InitialWeights.GlorotGram<double>(Units, new RandomStream(3));
        double[] rates = [0.1, 0.9, 0.3, 0, 1, 0.5], current = new double[Units];
        new LateralCircuit(b, new LateralConstants(lambda, epsilon, leak, isOutput)).Drive(rates, current);
        for (int i = 0; i < Units; i++)
        {
            double lateral = Enumerable.Range(0, Units).Sum(j => b[i, j] * rates[j]);
            double expected = isOutput ? (gamma * lateral) + (leak * rates[i]) : epsilon * ((2 * gamma * lateral) + (leak * rates[i]));
            Assert.Equal(expected, current[i], 1e-14);
        }
    }

    [Fact]
    public void Synapses_between_different_layers_are_not_lateral() =>
        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => new LateralCircuit(new PanelMatrix<double>(2, 3), new LateralConstants(0.9, 0.1, 0.5, false))).Message, StringComparison.Ordinal);

    // B ← (1/λ)(B − γ⟨z zᵀ⟩), z = B r.
    private static void LearnDirectly(PanelMatrix<double> b, Matrix<double> rates, double lambda)
    {
        Matrix<double> z = new(Samples, Units);
        Primitives.Multiply(rates, b, z, new RowRange(0, Samples));
        Primitives.AddOuter(b, 1 / lambda, -(1 - lambda) / lambda / lambda / Samples, z, z, Samples, new RowRange(0, Units));
    }
}
