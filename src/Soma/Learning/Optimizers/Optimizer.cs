using System.Collections.Concurrent;
using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>
/// How synapses θ follow a gradient downhill. What an optimizer remembers of the past, one or two values per synapse and how many steps it has
/// taken, lies in <see cref="Synapses{T}"/> beside the synapses themselves, so that it is saved and resumed with them.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Steps = OptimizerNames.Steps;

    private readonly IReadOnlyList<string> _memories;
    private readonly ConcurrentDictionary<(string Kind, int Memory), string> _kinds = [];

    /// <summary>Says what is remembered.</summary>
    /// <param name="memories">A name for each value that is remembered per synapse; at most two.</param>
    private protected Optimizer(params IReadOnlyList<string> memories) => _memories = memories;

    /// <summary>The synapses that it counts its steps in, if it does: "steps.1".</summary>
    public IReadOnlyList<string> Clock => _memories.Count > 0 ? [Synapses<T>.NameOf(Steps, 1)] : [];

    /// <summary>Adds what it remembers of synapses, as zeros under "kind-memory", for example "wff-mean.1".</summary>
    /// <param name="synapses">The network, with the synapses in question.</param>
    /// <param name="kind">Their kind, for example "wff".</param>
    /// <param name="layer">Their layer.</param>
    public void Grow(Synapses<T> synapses, string kind, int layer)
    {
        PanelMatrix<T> weights = synapses[kind][layer];
        for (int memory = 0; memory < _memories.Count; memory++)
            synapses.Add(KindOf(kind, memory), layer, new PanelMatrix<T>(weights.Outputs, weights.Inputs));
        if (_memories.Count > 0 && !synapses.Contains(Steps))
            synapses.Add(Steps, 1, new PanelMatrix<T>(1, 1));
    }

    /// <summary>
    /// Begins a step: to be called once per minibatch, before <see cref="Follow"/>. Steps are counted in the value type of the network; in single precision the count stands still at 2²⁴, where the
    /// corrections that it serves have long been 1.
    /// </summary>
    /// <param name="synapses">The network; the count in it is raised.</param>
    /// <returns>k: which step this is, from 1; 0 if nothing is remembered.</returns>
    public long Begin(Synapses<T> synapses)
    {
        if (_memories.Count == 0)
            return 0;
        ref T steps = ref synapses[Steps][1][0, 0];
        steps += T.One;
        return long.CreateChecked(steps);
    }

    /// <summary>Follows a gradient one step.</summary>
    /// <param name="synapses">The network; changed in place.</param>
    /// <param name="kind">The kind of synapses, for example "wff".</param>
    /// <param name="layer">Their layer.</param>
    /// <param name="gradient">Of what is to become less, by these synapses.</param>
    /// <param name="number">Of the step: what <see cref="Begin"/> returned.</param>
    /// <param name="rate">Learning rate, at least 0.</param>
    /// <param name="team">The threads to share the work.</param>
    public void Follow(Synapses<T> synapses, string kind, int layer, in Gradient<T> gradient, long number, double rate, ThreadTeam team) =>
        Move(new(Moving(synapses, kind, layer), gradient, team), number, rate);

    /// <summary>Follows a gradient that is written out already, as that of a convolution, which is summed piece by piece.</summary>
    /// <param name="synapses">The network; changed in place.</param>
    /// <param name="kind">The kind of synapses, for example "wff".</param>
    /// <param name="layer">Their layer.</param>
    /// <param name="gradient">Of what is to become less, by these synapses.</param>
    /// <param name="number">Of the step: what <see cref="Begin"/> returned.</param>
    /// <param name="rate">Learning rate, at least 0.</param>
    /// <param name="team">The threads to share the work.</param>
    public void FollowWritten(Synapses<T> synapses, string kind, int layer, PanelMatrix<T> gradient, long number, double rate, ThreadTeam team) =>
        Move(new(Moving(synapses, kind, layer), gradient, team), number, rate);

    /// <summary>Moves synapses against their gradient.</summary>
    /// <param name="descent">The synapses, what is remembered of them, and the gradient.</param>
    /// <param name="number">k: which step this is, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    private protected abstract void Move(in Descent<T> descent, long number, double rate);

    private MovingSynapses<T> Moving(Synapses<T> synapses, string kind, int layer) => new(
        synapses[kind][layer],
        _memories.Count > 0 ? synapses[KindOf(kind, 0)][layer] : null,
        _memories.Count > 1 ? synapses[KindOf(kind, 1)][layer] : null);

    private string KindOf(string kind, int memory) => _kinds.TryGetValue((kind, memory), out string? name)
        ? name
        : _kinds.GetOrAdd((kind, memory), OptimizerNames.Of(kind, _memories[memory]));
}
