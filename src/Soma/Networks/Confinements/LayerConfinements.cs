using System.Numerics;
using Soma.Networks.Polytopes;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>What keeps each layer of a network in its set, and where its interneurons live in an <see cref="Activity{T}"/>.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class LayerConfinements<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The signal of the interneurons' rates q, as many per layer as it has constraints.</summary>
    public const string RatesSignal = "interneurons";

    /// <summary>The signal of the interneurons' potentials ℓ.</summary>
    public const string PotentialsSignal = "interneuron-potentials";

    private static readonly Confinement<T> _unitBox = new ExactProjection<T>(new UnitBox<T>());

    private readonly IReadOnlyList<LayerDomain> _domains;
    private readonly Confinement<T>?[] _confinements;
    private readonly int[] _interneurons;
    private readonly bool _anyInterneurons;

    /// <summary>Takes the domains of layers 1 … P.</summary>
    /// <param name="domains">One per layer; none for the unit box everywhere. What cannot be is told by <see cref="Objections"/>.</param>
    public LayerConfinements(IReadOnlyList<LayerDomain> domains)
    {
        _domains = domains;
        _confinements = [.. domains.Select(DomainCatalog.Find<T>)];
        _interneurons = [0, .. _confinements.Select(static confinement => confinement?.InterneuronCount ?? 0)];
        _anyInterneurons = _interneurons.Any(static count => count > 0);
    }

    /// <summary>What keeps a layer in its set.</summary>
    /// <param name="layer">1 to P.</param>
    /// <exception cref="InvalidOperationException">The layer's domain is one that <see cref="Objections"/> objects to.</exception>
    public Confinement<T> this[int layer] => _confinements.Length == 0
        ? _unitBox
        : _confinements[layer - 1] ?? throw new InvalidOperationException($"Layer {layer}: {string.Join(" ", DomainCatalog.Objections(_domains[layer - 1], int.MaxValue))}");

    /// <summary>What keeps the domains from being those of a network; empty if nothing does.</summary>
    /// <param name="architecture">The layers.</param>
    public IEnumerable<string> Objections(Architecture architecture)
    {
        int p = architecture.OutputLayer;
        if (_domains.Count > 0 && _domains.Count != p)
        {
            yield return $"domains has {_domains.Count} entries; the network {architecture} needs {p}, one for each of layers 1 to {p}, or none for the unit box everywhere.";
            yield break;
        }

        for (int index = 0; index < _domains.Count; index++)
        {
            foreach (string objection in DomainCatalog.Objections(_domains[index], architecture[index + 1]))
                yield return $"domains[{index}]: {objection}";
        }
    }

    /// <summary>The interneurons of a layer; a layer without any has nothing to look at.</summary>
    /// <param name="activity">Where they live.</param>
    /// <param name="layer">1 to P.</param>
    public Interneurons<T> InterneuronsOf(Activity<T> activity, int layer) => _anyInterneurons && _interneurons[layer] > 0
            ? new(activity[RatesSignal, _interneurons][layer], activity[PotentialsSignal, _interneurons][layer])
            : default;

    /// <summary>Silences all interneurons: q = ℓ = 0, as at the start of a batch.</summary>
    /// <param name="activity">Where they live.</param>
    /// <param name="samples">Which samples.</param>
    public void Silence(Activity<T> activity, RowRange samples)
    {
        for (int layer = 1; layer < _interneurons.Length; layer++)
        {
            if (_interneurons[layer] == 0)
                continue;
            Interneurons<T> now = InterneuronsOf(activity, layer);
            now.Rates.Block(samples).Clear();
            now.Potentials.Block(samples).Clear();
        }
    }

    /// <summary>Whether all interneurons are where they are going: <see cref="Confinement{T}.HasSettled"/>.</summary>
    /// <param name="activity">Where they live.</param>
    /// <param name="tolerance">The longest way that counts as none.</param>
    /// <param name="samples">Which samples.</param>
    public bool HaveSettled(Activity<T> activity, T tolerance, RowRange samples)
    {
        for (int layer = 1; layer < _interneurons.Length; layer++)
        {
            if (_interneurons[layer] > 0 && !this[layer].HasSettled(activity.Rates[layer], InterneuronsOf(activity, layer), tolerance, samples))
                return false;
        }

        return true;
    }

    /// <summary>Starts a phase with the interneurons' rates of the phase before: q stays, ℓ = q.</summary>
    /// <param name="before">The activity at the end of the phase before.</param>
    /// <param name="now">The activity of the phase that starts.</param>
    /// <param name="samples">Which samples.</param>
    public void CarryOver(Activity<T> before, Activity<T> now, RowRange samples)
    {
        for (int layer = 1; layer < _interneurons.Length; layer++)
        {
            if (_interneurons[layer] == 0)
                continue;
            Span<T> q = InterneuronsOf(before, layer).Rates.Block(samples);
            q.CopyTo(InterneuronsOf(now, layer).Rates.Block(samples));
            q.CopyTo(InterneuronsOf(now, layer).Potentials.Block(samples));
        }
    }
}
