using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>
/// Matrices that a rule fills anew with every batch, such as transposed weights or gradients: nothing that is learned or remembered, and nothing
/// that a checkpoint keeps. All phases of a <see cref="PhaseRecord{T}"/> share one.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class Workspace<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ConcurrentDictionary<(string Name, int Layer), PanelMatrix<T>> _matrices = [];
    private readonly ConcurrentDictionary<(object Purpose, int First, int Samples), object> _kept = [];

    /// <summary>A matrix, made of zeros when it is first asked for; later it is found as it was left.</summary>
    /// <param name="name">For example "wff-transposed".</param>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="outputs">Postsynaptic units, the same whenever it is asked for.</param>
    /// <param name="inputs">Presynaptic units, the same whenever it is asked for.</param>
    /// <exception cref="ArgumentException">It was made with another shape.</exception>
    public PanelMatrix<T> this[string name, int layer, int outputs, int inputs]
    {
        get
        {
            if (!_matrices.TryGetValue((name, layer), out PanelMatrix<T>? matrix))
                matrix = _matrices.GetOrAdd((name, layer), new PanelMatrix<T>(outputs, inputs));
            if (matrix.Outputs != outputs || matrix.Inputs != inputs)
                throw new ArgumentException(Misfit(name, layer, matrix, outputs, inputs));
            return matrix;
        }
    }

    /// <summary>Any other buffers that are filled anew with every batch, made when they are first asked for.</summary>
    /// <typeparam name="TItem">What is kept.</typeparam>
    /// <typeparam name="TSize">What it is made from.</typeparam>
    /// <param name="name">For example "kernel".</param>
    /// <param name="layer">The layer that it belongs to.</param>
    /// <param name="size">Handed to <paramref name="make"/>.</param>
    /// <param name="make">Makes it; it may be called more than once, and one result is kept.</param>
    public TItem Keep<TItem, TSize>(string name, int layer, TSize size, Func<TSize, TItem> make)
        where TItem : class => Keep(name, layer, 0, size, make);

    /// <summary>The synapses of a layer transposed, outputs for inputs, so that signals can be sent down through them by an ordinary product.</summary>
    /// <param name="name">The name to keep the copy under.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="synapses">What to transpose, as it is now.</param>
    /// <param name="team">The threads to share the work.</param>
    public PanelMatrix<T> Transpose(string name, int layer, PanelMatrix<T> synapses, ThreadTeam team)
    {
        PanelMatrix<T> transposed = this[name, layer, synapses.Inputs, synapses.Outputs];
        team.For(synapses.Outputs, PanelMatrix<T>.PanelWidth, new Transposition(synapses, transposed));
        return transposed;
    }

    /// <summary>What a thread works with while it has a share of the samples, such as a solver with its buffers, made when it is first asked for.</summary>
    /// <typeparam name="TItem">What is kept.</typeparam>
    /// <typeparam name="TSize">What it is made from.</typeparam>
    /// <param name="purpose">What it is for; equal purposes share.</param>
    /// <param name="first">The first sample of the thread's share, by which the tools of threads are told apart.</param>
    /// <param name="samples">How many samples it works on at a time.</param>
    /// <param name="size">Handed to <paramref name="make"/>.</param>
    /// <param name="make">Makes it; it may be called more than once, and one result is kept.</param>
    internal TItem Keep<TItem, TSize>(object purpose, int first, int samples, TSize size, Func<TSize, TItem> make)
        where TItem : class => _kept.TryGetValue((purpose, first, samples), out object? kept)
            ? (TItem)kept
            : (TItem)_kept.GetOrAdd((purpose, first, samples), make(size));

    private static string Misfit(string name, int layer, PanelMatrix<T> matrix, int outputs, int inputs) => string.Create(
        CultureInfo.InvariantCulture,
        $"The matrix '{name}' of layer {layer} was made with {matrix.Outputs} outputs and {matrix.Inputs} inputs, but is asked for with {outputs} and {inputs}.");

    private readonly struct Transposition(PanelMatrix<T> synapses, PanelMatrix<T> transposed) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.Transpose(synapses, transposed, rows);
    }
}
