using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The lateral synapses of a CorInfoMax layer as an anatomist would find them (28, 29): each neuron's autapse D_i onto itself, and inhibition O_ij between neurons
/// through interneurons. Together they are M = D − O = s B + a I, the lateral matrix of the neural dynamics, and they learn by their own rule without knowing of B.
/// </summary>
/// <remarks>
/// Hidden layer: s = 2εγ, a = εg, κ = 1/(2ε). Output: s = γ, a = g, κ = 1. With the lateral current beyond the leak's share, c = M r − a r at the nudged state:
/// D_i ← D_i/λ + a(1 − 1/λ) − κ⟨c_i²⟩/λ and O_ij ← O_ij/λ + κ⟨c_i c_j⟩/λ, all of which is at hand at the synapse. It is the update
/// B ← (B − γ⟨z zᵀ⟩)/λ, z = B r, told in other words.
/// </remarks>
public sealed class LateralCircuit
{
    private readonly double[] _autapses;
    private readonly Matrix<double> _inhibition;
    private readonly double _lambda, _leakShare, _gain, _kappa;

    /// <summary>Takes apart the lateral synapses B of a layer.</summary>
    /// <param name="lateral">B, shape (n, n).</param>
    /// <param name="layer">The constants of the layer.</param>
    /// <exception cref="ArgumentException">B is not square.</exception>
    public LateralCircuit(PanelMatrix<double> lateral, LateralConstants layer)
    {
        if (lateral.Outputs != lateral.Inputs)
            throw new ArgumentException($"Lateral synapses join a layer with itself, but these have shape ({lateral.Outputs}, {lateral.Inputs}).", nameof(lateral));
        double gamma = (1 - layer.ForgettingFactor) / layer.ForgettingFactor;
        _lambda = layer.ForgettingFactor;
        _leakShare = layer.IsOutput ? layer.Leak : layer.Perturbation * layer.Leak;
        _gain = layer.IsOutput ? gamma : 2 * layer.Perturbation * gamma;
        _kappa = layer.IsOutput ? 1 : 1 / (2 * layer.Perturbation);
        Units = lateral.Outputs;
        _autapses = new double[Units];
        _inhibition = new Matrix<double>(Units, Units);
        for (int i = 0; i < Units; i++)
        {
            _autapses[i] = (_gain * lateral[i, i]) + _leakShare;
            for (int j = 0; j < Units; j++)
                _inhibition.Row(i)[j] = i == j ? 0 : -_gain * lateral[i, j];
        }
    }

    /// <summary>Neurons of the layer.</summary>
    public int Units { get; }

    /// <summary>D_i: each neuron's synapse onto itself.</summary>
    public ReadOnlySpan<double> Autapses => _autapses;

    /// <summary>O_ij: how strongly the interneurons carry neuron j's rate to neuron i as inhibition; negative for excitation, zero for i = j.</summary>
    /// <param name="to">i, from 0.</param>
    /// <param name="from">j, from 0.</param>
    public double Inhibition(int to, int from) => _inhibition.Row(to)[from];

    /// <summary>The lateral current into the apical dendrites: D r − O r = M r.</summary>
    /// <param name="rates">r, one per neuron.</param>
    /// <param name="current">Receives the current; other memory than the rates.</param>
    public void Drive(ReadOnlySpan<double> rates, Span<double> current)
    {
        for (int i = 0; i < Units; i++)
        {
            double inhibited = 0;
            ReadOnlySpan<double> row = _inhibition.Row(i);
            for (int j = 0; j < Units; j++)
                inhibited += row[j] * rates[j];
            current[i] = (_autapses[i] * rates[i]) - inhibited;
        }
    }

    /// <summary>One step of plasticity, after the nudged phase.</summary>
    /// <param name="rates">The nudged rates, one sample per row.</param>
    /// <param name="samples">How many, at least 1, from row 0.</param>
    public void Learn(Matrix<double> rates, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        Matrix<double> beyondLeak = new(samples, Units);
        for (int sample = 0; sample < samples; sample++)
        {
            Span<double> c = beyondLeak.Row(sample);
            Drive(rates.Row(sample), c);
            for (int i = 0; i < Units; i++)
                c[i] -= _leakShare * rates.Row(sample)[i];
        }

        for (int i = 0; i < Units; i++)
        {
            _autapses[i] = (_autapses[i] / _lambda) + (_leakShare * (1 - (1 / _lambda))) - (_kappa * Mean(beyondLeak, samples, i, i) / _lambda);
            Span<double> row = _inhibition.Row(i);
            for (int j = 0; j < Units; j++)
                row[j] = i == j ? 0 : (row[j] + (_kappa * Mean(beyondLeak, samples, i, j))) / _lambda;
        }
    }

    // ⟨c_i c_j⟩
    private static double Mean(Matrix<double> c, int samples, int i, int j)
    {
        double sum = 0;
        for (int sample = 0; sample < samples; sample++)
            sum += c.Row(sample)[i] * c.Row(sample)[j];
        return sum / samples;
    }
}

/// <summary>The constants of a layer that its lateral synapses depend on.</summary>
/// <param name="ForgettingFactor">λ, above 0 and below 1.</param>
/// <param name="Perturbation">ε, positive.</param>
/// <param name="Leak">g, at least 0.</param>
/// <param name="IsOutput">Whether it is the output layer, which stands in one information term instead of two.</param>
public readonly record struct LateralConstants(double ForgettingFactor, double Perturbation, double Leak, bool IsOutput);
