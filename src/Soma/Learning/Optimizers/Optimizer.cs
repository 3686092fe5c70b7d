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
    private const string Steps = OptimizerNames.Steps, Gradients = "gradient";

    // Threads take the inputs of an update in runs of this many: whole tiles, whole cache lines, and a gradient that is still near when it is followed.
    private const int InputsOfAShare = 20;

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
    /// <param name="workspace">Where the gradient is written out.</param>
    /// <param name="team">The threads to share the work.</param>
    public virtual void Follow(Synapses<T> synapses, string kind, int layer, in Gradient<T> gradient, long number, double rate, Workspace<T> workspace, ThreadTeam team)
    {
        PanelMatrix<T> weights = synapses[kind][layer];
        PanelMatrix<T>? first = _memories.Count > 0 ? synapses[KindOf(kind, 0)][layer] : null;
        PanelMatrix<T>? second = _memories.Count > 1 ? synapses[KindOf(kind, 1)][layer] : null;
        PanelMatrix<T> written = workspace[WrittenOut(kind), layer, weights.Outputs, weights.Inputs];
        team.For(weights.Inputs, InputsOfAShare, new Descent(this, weights, first, second, written, gradient, number, rate));
    }

    /// <summary>Moves some synapses against their gradient.</summary>
    /// <param name="number">k: which step this is, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="weights">θ.</param>
    /// <param name="gradient">g of the same synapses; may be overwritten.</param>
    /// <param name="first">The first memory of the same synapses; empty without one.</param>
    /// <param name="second">The second; empty without one.</param>
    protected abstract void Move(long number, double rate, Span<T> weights, Span<T> gradient, Span<T> first, Span<T> second);

    private string KindOf(string kind, int memory) => _kinds.TryGetValue((kind, memory), out string? name)
        ? name
        : _kinds.GetOrAdd((kind, memory), OptimizerNames.Of(kind, _memories[memory]));

    private string WrittenOut(string kind) => _kinds.TryGetValue((kind, -1), out string? name) ? name : _kinds.GetOrAdd((kind, -1), $"{kind}-{Gradients}");

    private readonly struct Descent(
        Optimizer<T> optimizer, PanelMatrix<T> weights, PanelMatrix<T>? first, PanelMatrix<T>? second, PanelMatrix<T> written, Gradient<T> gradient, long number, double rate)
        : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            Primitives.AddOuter(written, T.Zero, T.CreateChecked(gradient.Scale), gradient.Post, gradient.Pre, gradient.Samples, rows);
            for (int panel = 0; panel < weights.Panels; panel++)
                optimizer.Move(number, rate, weights.Lines(panel, rows), written.Lines(panel, rows), Of(first, panel, rows), Of(second, panel, rows));
        }

        private static Span<T> Of(PanelMatrix<T>? memory, int panel, RowRange rows) => memory is null ? [] : memory.Lines(panel, rows);
    }
}
