namespace Soma.Networks;

/// <summary>
/// The layers of a network: layer 0 is the input x, layer P the output. Layers are numbered as in the papers.
/// </summary>
public sealed record Architecture
{
    private readonly int[] _sizes;

    /// <summary>Names the layer sizes n₀ … n_P.</summary>
    /// <param name="sizes">At least two sizes, each at least 1; for example 784, 500, 10.</param>
    /// <exception cref="ArgumentException">Fewer than two layers, or a layer without units.</exception>
    public Architecture(params IReadOnlyList<int> sizes)
    {
        if (sizes.Count < 2 || sizes.Any(static size => size < 1))
            throw new ArgumentException($"A network needs at least an input and an output layer with at least one unit each; given were [{string.Join(", ", sizes)}].", nameof(sizes));
        _sizes = [.. sizes];
    }

    /// <summary>P: the number of the output layer, and of weight layers.</summary>
    public int OutputLayer => _sizes.Length - 1;

    /// <summary>n₀ … n_P.</summary>
    public ReadOnlySpan<int> Sizes => _sizes;

    /// <summary>Units of a layer.</summary>
    /// <param name="layer">0 to P.</param>
    public int this[int layer] => _sizes[layer];

    /// <summary>Whether both have the same sizes.</summary>
    /// <param name="other">The other architecture.</param>
    public bool Equals(Architecture? other) => other is not null && Sizes.SequenceEqual(other.Sizes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int size in _sizes)
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>For example "784-500-10".</summary>
    public override string ToString() => string.Join('-', _sizes);
}
