using System.Numerics;
using Soma.Numerics;

namespace Soma.Data;

/// <summary>
/// A minibatch: what a rule is given, and all that it is given. The buffers are made once and refilled.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class Batch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _labels;
    private int _count;

    /// <summary>Makes room for a minibatch.</summary>
    /// <param name="capacity">Samples at most, at least 1.</param>
    /// <param name="features">Input units.</param>
    /// <param name="classes">Output units.</param>
    public Batch(int capacity, int features, int classes)
    {
        Inputs = new Matrix<T>(capacity, features);
        Targets = new Matrix<T>(capacity, classes);
        _labels = new int[capacity];
    }

    /// <summary>Samples at most.</summary>
    public int Capacity => _labels.Length;

    /// <summary>Samples now; the rows beyond are not part of the batch.</summary>
    public int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _count = value;
        }
    }

    /// <summary>r₀ = x, shape (capacity, features).</summary>
    public Matrix<T> Inputs { get; }

    /// <summary>y, one-hot 0 and 1, shape (capacity, classes).</summary>
    public Matrix<T> Targets { get; }

    /// <summary>The classes, 0 to classes − 1, one per sample.</summary>
    public Span<int> Labels => _labels.AsSpan(0, _count);

    /// <summary>
    /// Randomness of this minibatch alone: the same however the run came to it. A rule that needs chance, such as the sign of the
    /// nudge, draws here.
    /// </summary>
    public RandomStream Random { get; set; } = new(0);

    /// <summary>Writes <see cref="Targets"/> from <see cref="Labels"/>.</summary>
    public void WriteTargets()
    {
        for (int sample = 0; sample < _count; sample++)
        {
            Span<T> target = Targets.Row(sample);
            target.Clear();
            target[_labels[sample]] = T.One;
        }
    }
}
