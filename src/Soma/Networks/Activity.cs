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

    private readonly int[] _settledAfter;

    /// <summary>Makes the buffers.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="capacity">Samples at most.</param>
    /// <param name="team">The threads that work on it.</param>
    public Activity(Architecture architecture, int capacity, ThreadTeam team)
    {
        Architecture = architecture;
        Capacity = capacity;
        Team = team;
        _settledAfter = new int[capacity];
        Rates = new LayerSignals<T>(architecture, capacity, firstLayer: 1);
        Basal = new LayerSignals<T>(architecture, capacity, firstLayer: 1);
        Apical = new LayerSignals<T>(architecture, capacity, firstLayer: 1);
        Somatic = new LayerSignals<T>(architecture, capacity, firstLayer: 1);
    }

    /// <summary>The layers.</summary>
    public Architecture Architecture { get; }

    /// <summary>Samples at most.</summary>
    public int Capacity { get; }

    /// <summary>The threads that work on it.</summary>
    public ThreadTeam Team { get; }

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

    /// <summary>Any further signal that a rule needs, layers 1 … P, made when it is first asked for.</summary>
    /// <param name="name">For example "lateral".</param>
    public LayerSignals<T> this[string name] => _signals.TryGetValue(name, out LayerSignals<T>? signals)
        ? signals
        : _signals.GetOrAdd(name, new LayerSignals<T>(Architecture, Capacity, firstLayer: 1));
}
