using System.Globalization;
using System.Numerics;
using Soma.Networks;

namespace Soma.Metrics;

/// <summary>
/// Watches a few neurons of one layer while they relax: the potentials of their three compartments and their rate, sweep by sweep. Give it to
/// <see cref="Activity{T}.Observer"/> of each phase to be watched; the numbers of the run stay the same.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class SweepTrace<T> : ISweepObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _layer;
    private readonly int[] _units;
    private readonly int _sample;
    private readonly List<NeuronState> _states = [];

    /// <summary>Says whom to watch.</summary>
    /// <param name="architecture">The layers of the network.</param>
    /// <param name="layer">1 to P.</param>
    /// <param name="units">Units of the layer, from 0; at least one.</param>
    /// <param name="sample">Row of the batch, from 0.</param>
    /// <exception cref="ArgumentException">There is no such layer or no such unit.</exception>
    public SweepTrace(Architecture architecture, int layer, IReadOnlyList<int> units, int sample = 0)
    {
        if (layer < 1 || layer > architecture.OutputLayer)
            throw new ArgumentException(Text($"There is no layer {layer} with neurons in the network {architecture}; layers go from 1 to {architecture.OutputLayer}."), nameof(layer));
        if (units.Count == 0)
            throw new ArgumentException("Name at least one unit to watch.", nameof(units));
        if (units.Where(unit => unit < 0 || unit >= architecture[layer]).ToArray() is { Length: > 0 } missing)
            throw new ArgumentException(Text($"Layer {layer} of the network {architecture} has no unit {string.Join(", ", missing)}; units go from 0 to {architecture[layer] - 1}."), nameof(units));
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        _layer = layer;
        _units = [.. units];
        _sample = sample;
    }

    /// <summary>What was seen: sweep by sweep in the order lived through, and in each sweep unit by unit in the order asked for.</summary>
    public IReadOnlyList<NeuronState> States => _states;

    /// <inheritdoc/>
    public void OnSweep(Phase phase, int sweep, Activity<T> activity)
    {
        foreach (int unit in _units)
        {
            _states.Add(new NeuronState(
                phase,
                sweep,
                unit,
                Value(activity.Basal, unit),
                Value(activity.Apical, unit),
                Value(activity.Somatic, unit),
                Value(activity.Rates, unit)));
        }
    }

    private double Value(LayerSignals<T> signals, int unit) => double.CreateChecked(signals[_layer].Row(_sample)[unit]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// A neuron at the end of a sweep. The dendrites' potentials are those that the soma followed in this sweep; its own is where it came to.
/// </summary>
/// <param name="Phase">The phase.</param>
/// <param name="Sweep">t, from 0 in every phase.</param>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Basal">v_B: what the layer below predicts.</param>
/// <param name="Apical">v_A: what the layer above predicts, with the lateral currents, and at the output the teacher.</param>
/// <param name="Somatic">u.</param>
/// <param name="Rate">r = σ(u).</param>
public readonly record struct NeuronState(Phase Phase, int Sweep, int Unit, double Basal, double Apical, double Somatic, double Rate)
{
    /// <summary>u − v_B: how far the soma is from what the layer below predicts.</summary>
    public double BasalError => Somatic - Basal;

    /// <summary>u − v_A: how far the soma is from what the apical dendrite says.</summary>
    public double ApicalError => Somatic - Apical;
}
