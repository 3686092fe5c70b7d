using System.Collections.Concurrent;
using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>
/// The state of a network while it lives through a batch: rates and the three compartments' potentials, layer by layer. The buffers are
/// made once; which rows count is the batch's affair.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class Activity<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Several threads may ask for a signal for the first time at once; all get the same one.
    private readonly ConcurrentDictionary<string, LayerSignals<T>> _signals = [];
    private readonly int[] _units;
    private readonly int[] _settledAfter, _evaluations;

    /// <summary>Makes the buffers.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="capacity">Samples at most.</param>
    /// <param name="team">The threads that work on it.</param>
    /// <param name="workspace">Shared with other activities of the same network; null for one of its own.</param>
    public Activity(Architecture architecture, int capacity, ThreadTeam team, Workspace<T>? workspace = null)
    {
        Workspace = workspace ?? new Workspace<T>();
        Architecture = architecture;
        Capacity = capacity;
        Team = team;
        _settledAfter = new int[capacity];
        _evaluations = new int[capacity];
        _units = [0, .. architecture.Sizes[1..]];
        Rates = new LayerSignals<T>(capacity, _units);
        Basal = new LayerSignals<T>(capacity, _units);
        Apical = new LayerSignals<T>(capacity, _units);
        Somatic = new LayerSignals<T>(capacity, _units);
    }

    /// <summary>The layers.</summary>
    public Architecture Architecture { get; }

    /// <summary>Samples at most.</summary>
    public int Capacity { get; }

    /// <summary>The threads that work on it.</summary>
    public ThreadTeam Team { get; }

    /// <summary>Matrices that a rule fills anew with every batch.</summary>
    public Workspace<T> Workspace { get; }

    /// <summary>r: layer 0 is the batch's input itself, layers 1 … P are ours.</summary>
    public LayerSignals<T> Rates { get; }

    /// <summary>v_B, layers 1 … P.</summary>
    public LayerSignals<T> Basal { get; }

    /// <summary>v_A, layers 1 … P.</summary>
    public LayerSignals<T> Apical { get; }

    /// <summary>u, layers 1 … P.</summary>
    public LayerSignals<T> Somatic { get; }

    /// <summary>Whoever watches the relaxation, if anyone does.</summary>
    public ISweepObserver<T>? Observer { get; set; }

    /// <summary>Where a relaxation went wrong, if it did.</summary>
    public EarliestFault Fault { get; } = new();

    /// <summary>
    /// For each sample, after how many sweeps the last relaxation came to rest; 0 where it did not, or where the number of sweeps is fixed.
    /// </summary>
    public Span<int> SettledAfter => _settledAfter;

    /// <summary>
    /// For each sample, how often all its potentials' rates of change were computed in the last relaxation: once per sweep, and as often as a solver asked. A sweep and an evaluation cost the same products.
    /// </summary>
    public Span<int> Evaluations => _evaluations;

    /// <summary>Every signal that there is by now, by name: those of <see cref="SignalNames"/> and what rules have asked for.</summary>
    public IReadOnlyDictionary<string, LayerSignals<T>> Signals => new Dictionary<string, LayerSignals<T>>(_signals)
    {
        [SignalNames.Rates] = Rates,
        [SignalNames.Basal] = Basal,
        [SignalNames.Apical] = Apical,
        [SignalNames.Somatic] = Somatic,
    };

    /// <summary>Any further signal that a rule needs, layers 1 … P, a value per unit, made when it is first asked for.</summary>
    /// <param name="name">For example "lateral".</param>
    public LayerSignals<T> this[string name] => this[name, _units];

    /// <summary>A signal with as many values per sample as a rule says, such as those of a few interneurons, made when it is first asked for.</summary>
    /// <param name="name">For example "interneurons".</param>
    /// <param name="widths">Values per sample of each layer, layer 0 first; 0 for a layer without. The same whenever the signal is asked for.</param>
    public LayerSignals<T> this[string name, int[] widths] => _signals.TryGetValue(name, out LayerSignals<T>? signals)
        ? signals
        : _signals.GetOrAdd(name, new LayerSignals<T>(Capacity, widths));

    /// <summary>A signal of images, with a row for each pixel of each sample and a column for each channel, made when it is first asked for.</summary>
    /// <param name="name">For example "drive".</param>
    /// <param name="channels">Values per pixel of each layer, layer 0 first; 0 for a layer without. The same whenever the signal is asked for.</param>
    /// <param name="pixels">Pixels of each layer, 1 where the values belong to the whole sample.</param>
    public LayerSignals<T> this[string name, int[] channels, int[] pixels] => _signals.TryGetValue(name, out LayerSignals<T>? signals)
        ? signals
        : _signals.GetOrAdd(name, new LayerSignals<T>(Capacity, channels, pixels));
}
