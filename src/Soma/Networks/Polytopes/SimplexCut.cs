using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// Where the simplex cuts a sample: the nearest point of {r ≥ 0, Σr = 1} to v is rᵢ = max(0, vᵢ − τ), with the one τ that makes the sum 1. Told as the
/// largest entry and the height that is left of it, τ = top − height, so that a large v costs no digits.
/// </summary>
/// <param name="Top">The largest entry of v.</param>
/// <param name="Height">Its rate, more than 0 and at most 1.</param>
internal readonly record struct SimplexCut<T>(T Top, T Height)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>τ.</summary>
    public T Threshold => Top - Height;

    /// <summary>
    /// Finds the cut by pivots (Michelot, 1986): units that stay below the height of all those still in the race leave it, and never come back. In the
    /// worst case each round drops a single unit; as a rule most of them go in the first.
    /// </summary>
    /// <param name="values">v, at least one entry.</param>
    /// <param name="scratch">As long; overwritten. May be the memory of <paramref name="values"/>.</param>
    public static SimplexCut<T> Of(ReadOnlySpan<T> values, Span<T> scratch)
    {
        T top = T.NegativeInfinity;
        foreach (T value in values)
            top = value > top ? value : top;
        Primitives.Map<T, Gap>(new(top), values, scratch);

        // No rate is above 1, so whoever is 1 or more below the top is silent.
        Span<T> race = scratch[..Keep(scratch, T.One)];
        while (true)
        {
            T height = (T.One + Primitives.SumOfMagnitudes<T>(race)) / T.CreateChecked(race.Length);
            int kept = Keep(race, height);
            if (kept == race.Length)
                return new(top, height);
            race = race[..kept];
        }
    }

    // Moves the gaps that are less than the height to the front, in their order. Without a branch, for it would be guessed wrong half the time.
    private static int Keep(Span<T> gaps, T height)
    {
        int kept = 0;
        for (int i = 0; i < gaps.Length; i++)
        {
            T gap = gaps[i];
            gaps[kept] = gap;
            kept += gap < height ? 1 : 0;
        }

        return kept;
    }

    // How far a unit stands below the largest.
    private readonly struct Gap(T top) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes v)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(top) - v;
    }

    /// <summary>max(0, v − τ).</summary>
    public readonly struct Rates(SimplexCut<T> cut) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes v)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast((v - TLanes.Broadcast(cut.Top)) + TLanes.Broadcast(cut.Height), TLanes.Zero);
    }

    /// <summary>The soft threshold sign(v) max(0, |v| − τ), for a cut of the magnitudes.</summary>
    public readonly struct SignedRates(SimplexCut<T> cut) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes v)
            where TLanes : struct, ILanes<TLanes, T>
        {
            Rates rates = new(cut);
            return rates.Invoke(v) - rates.Invoke(TLanes.Zero - v);
        }
    }
}
