using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    /// <summary>destination[i] = formula(a[i]): the maths is the caller's, the loop is ours, over one signal.</summary>
    /// <param name="formula">The formula with its constants.</param>
    /// <param name="a">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="destination">Receives the results.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void Map<T, TFormula>(TFormula formula, ReadOnlySpan<T> a, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula1<T>
    {
        Shapes.RequireSameLength(destination.Length, a.Length, nameof(a));
        fixed (T* pA = a)
        fixed (T* pDestination = destination)
            Dispatch<T, Map1<T, TFormula>>(new(formula, pA, pDestination, destination.Length));
    }

    /// <summary>destination[i] = formula(a[i], b[i]): the maths is the caller's, the loop is ours, over two signals.</summary>
    /// <param name="formula">The formula with its constants.</param>
    /// <param name="a">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="b">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="destination">Receives the results.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void Map<T, TFormula>(TFormula formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula2<T>
    {
        Shapes.RequireSameLength(destination.Length, a.Length, nameof(a));
        Shapes.RequireSameLength(destination.Length, b.Length, nameof(b));
        fixed (T* pA = a)
        fixed (T* pB = b)
        fixed (T* pDestination = destination)
            Dispatch<T, Map2<T, TFormula>>(new(formula, pA, pB, pDestination, destination.Length));
    }

    /// <summary>destination[i] = formula(a[i], b[i], c[i]): the maths is the caller's, the loop is ours, over three signals.</summary>
    /// <param name="formula">The formula with its constants.</param>
    /// <param name="a">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="b">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="c">As long as <paramref name="destination"/>; may be the same memory.</param>
    /// <param name="destination">Receives the results.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void Map<T, TFormula>(TFormula formula, ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula3<T>
    {
        Shapes.RequireSameLength(destination.Length, a.Length, nameof(a));
        Shapes.RequireSameLength(destination.Length, b.Length, nameof(b));
        Shapes.RequireSameLength(destination.Length, c.Length, nameof(c));
        fixed (T* pA = a)
        fixed (T* pB = b)
        fixed (T* pC = c)
        fixed (T* pDestination = destination)
            Dispatch<T, Map3<T, TFormula>>(new(formula, pA, pB, pC, pDestination, destination.Length));
    }

    private readonly unsafe struct Map1<T, TFormula>(TFormula formula, T* a, T* destination, int length) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula1<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                formula.Invoke(TLanes.Load(a + i)).Store(destination + i);
            for (; i < length; i++)
                formula.Invoke(Lane<T>.Load(a + i)).Store(destination + i);
        }
    }

    private readonly unsafe struct Map2<T, TFormula>(TFormula formula, T* a, T* b, T* destination, int length) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula2<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                formula.Invoke(TLanes.Load(a + i), TLanes.Load(b + i)).Store(destination + i);
            for (; i < length; i++)
                formula.Invoke(Lane<T>.Load(a + i), Lane<T>.Load(b + i)).Store(destination + i);
        }
    }

    private readonly unsafe struct Map3<T, TFormula>(TFormula formula, T* a, T* b, T* c, T* destination, int length) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFormula : struct, IFormula3<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                formula.Invoke(TLanes.Load(a + i), TLanes.Load(b + i), TLanes.Load(c + i)).Store(destination + i);
            for (; i < length; i++)
                formula.Invoke(Lane<T>.Load(a + i), Lane<T>.Load(b + i), Lane<T>.Load(c + i)).Store(destination + i);
        }
    }
}
