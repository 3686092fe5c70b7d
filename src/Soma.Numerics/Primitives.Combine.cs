using System.Numerics;

namespace Soma.Numerics;

public static partial class Primitives
{
    // More terms than that are added in rounds, which changes no bit.
    private const int TermsOfARound = 16;

    /// <summary>
    /// destination = start + Σⱼ coefficientⱼ·termⱼ, element by element, the terms added in ascending order with fused multiply-add: the stages of a Runge–Kutta step. A term whose coefficient is zero
    /// is not read.
    /// </summary>
    /// <param name="start">As long as <paramref name="destination"/>, whose memory it may be; or empty, for zero.</param>
    /// <param name="coefficients">One per term, any number.</param>
    /// <param name="terms">The terms one after the other, each as long as <paramref name="destination"/>; other memory.</param>
    /// <param name="destination">Receives the sums.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static unsafe void Combine<T>(ReadOnlySpan<T> start, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> terms, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!start.IsEmpty)
            Shapes.RequireSameLength(destination.Length, start.Length, nameof(start));
        Shapes.RequireTerms(coefficients.Length, terms.Length, destination.Length);
        T** addresses = stackalloc T*[TermsOfARound];
        T* factors = stackalloc T[TermsOfARound];
        fixed (T* pStart = start)
        fixed (T* pTerms = terms)
        fixed (T* pDestination = destination)
        {
            T* sum = pStart;
            int count = 0;
            for (int j = 0; j < coefficients.Length; j++)
            {
                if (coefficients[j] == T.Zero)
                    continue;
                if (count == TermsOfARound)
                {
                    Dispatch<T, WeightedSum<T>>(new(sum, factors, addresses, count, pDestination, destination.Length));
                    sum = pDestination;
                    count = 0;
                }

                factors[count] = coefficients[j];
                addresses[count++] = pTerms + ((nint)j * destination.Length);
            }

            Dispatch<T, WeightedSum<T>>(new(sum, factors, addresses, count, pDestination, destination.Length));
        }
    }

    private readonly unsafe struct WeightedSum<T>(T* start, T* factors, T** terms, int count, T* destination, int length) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Four registers at a time, so that a factor is fetched once for all of them.
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            for (; i <= length - (4 * TLanes.Width); i += 4 * TLanes.Width)
                Sum<Pair<Pair<TLanes, T>, T>>(i);
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                Sum<TLanes>(i);
            for (; i < length; i++)
                Sum<Lane<T>>(i);
        }

        private void Sum<TLanes>(int i)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes sum = start == null ? TLanes.Zero : TLanes.Load(start + i);
            for (int j = 0; j < count; j++)
                sum = TLanes.MultiplyAdd(TLanes.Broadcast(factors[j]), TLanes.Load(terms[j] + i), sum);
            sum.Store(destination + i);
        }
    }
}
