using System.Numerics;

namespace Soma.Numerics;

/// <summary>
/// A named quantity with a logical shape, whatever its layout in memory. Checkpoints, golden files and metrics see
/// only this face: values in row-major order, exactly as many as the shape says.
/// </summary>
/// <typeparam name="T"><see cref="float"/> to train, <see cref="double"/> to agree with golden numbers.</typeparam>
public abstract class Tensor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _shape;

    /// <summary>Gives the tensor its shape.</summary>
    /// <param name="shape">One positive extent per dimension.</param>
    /// <exception cref="ArgumentException">An extent is not positive.</exception>
    private protected Tensor(params int[] shape)
    {
        if (Array.Exists(shape, static extent => extent <= 0))
            throw new ArgumentException($"A tensor needs positive extents, but the shape is [{string.Join(", ", shape)}].", nameof(shape));
        _shape = shape;
    }

    /// <summary>The extents, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of values: the product of <see cref="Shape"/>.</summary>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (int extent in _shape)
                length *= extent;
            return length;
        }
    }

    /// <summary>Everything in memory, padding included; padding is always zero. For elementwise work only.</summary>
    public abstract Span<T> Storage { get; }

    /// <summary>Writes the values in row-major order.</summary>
    /// <param name="destination">Exactly <see cref="Length"/> values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public abstract void Export(Span<T> destination);

    /// <summary>Reads the values in row-major order; padding stays zero.</summary>
    /// <param name="source">Exactly <see cref="Length"/> values.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public abstract void Import(ReadOnlySpan<T> source);

    /// <summary>The values in row-major order, as a new array.</summary>
    public T[] ToArray()
    {
        T[] values = new T[Length];
        Export(values);
        return values;
    }

    private protected void RequireLength(int given)
    {
        if (given != Length)
            throw new ArgumentException($"The tensor has shape [{string.Join(", ", _shape)}], that is {Length} values, but {given} were given.");
    }
}
