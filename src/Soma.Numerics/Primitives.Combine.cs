using System.Numerics;
using System.Runtime.CompilerServices;

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
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            for (; i <= length - (4 * TLanes.Width); i += 4 * TLanes.Width)
                SumFour<TLanes>(i);
            for (; i <= length - TLanes.Width; i += TLanes.Width)
                Sum<TLanes>(i);
            for (; i < length; i++)
                Sum<Lane<T>>(i);
        }

        // Four registers at a time, so that a factor is fetched once for all of them. Written out, because only named locals stay in registers.
        private void SumFour<TLanes>(int i)
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = TLanes.Width;
            TLanes sum0 = Start<TLanes>(i);
            TLanes sum1 = Start<TLanes>(i + width);
            TLanes sum2 = Start<TLanes>(i + (2 * width));
            TLanes sum3 = Start<TLanes>(i + (3 * width));
            for (int j = 0; j < count; j++)
            {
                T* term = terms[j] + i;
                TLanes factor = TLanes.Broadcast(factors[j]);
                sum0 = TLanes.MultiplyAdd(factor, TLanes.Load(term), sum0);
                sum1 = TLanes.MultiplyAdd(factor, TLanes.Load(term + width), sum1);
                sum2 = TLanes.MultiplyAdd(factor, TLanes.Load(term + (2 * width)), sum2);
                sum3 = TLanes.MultiplyAdd(factor, TLanes.Load(term + (3 * width)), sum3);
            }

            T* end = destination + i;
            sum0.Store(end);
            sum1.Store(end + width);
            sum2.Store(end + (2 * width));
            sum3.Store(end + (3 * width));
        }

        private void Sum<TLanes>(int i)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes sum = Start<TLanes>(i);
            for (int j = 0; j < count; j++)
                sum = TLanes.MultiplyAdd(TLanes.Broadcast(factors[j]), TLanes.Load(terms[j] + i), sum);
            sum.Store(destination + i);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLanes Start<TLanes>(int i)
            where TLanes : struct, ILanes<TLanes, T> => start == null ? TLanes.Zero : TLanes.Load(start + i);
    }
}
