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
    /// Finds the cut by pivots (Michelot, 1986): the units that stand above the height of all those still in the race go on, the others never come back. In the
    /// worst case each round drops a single unit; as a rule most of them go in the first.
    /// </summary>
    /// <param name="values">v, at least one entry.</param>
    /// <param name="scratch">As long; overwritten. May be the memory of <paramref name="values"/>.</param>
    public static SimplexCut<T> Of(ReadOnlySpan<T> values, Span<T> scratch)
    {
        T top = T.NegativeInfinity;
        foreach (T value in values)
            top = value > top ? value : top;

        // No rate is above 1, so whoever is 1 or more below the top is silent.
        Race race = default;
        for (int i = 0; i < values.Length; i++)
            race.Enter(top - values[i], T.One, scratch);
        int before = int.MaxValue;
        while (race.Count < before)
        {
            before = race.Count;
            race = race.Again(scratch);
        }

        return new(top, race.Height);
    }

    // The gaps below the top of those still in the race lie at the start of the scratch memory.
    private record struct Race
    {
        private T _sum;

        public int Count { get; private set; }

        public readonly T Height => (T.One + _sum) / T.CreateChecked(Count);

        public void Enter(T gap, T height, Span<T> gaps)
        {
            gaps[Count] = gap;
            if (!(gap < height))
                return;
            Count++;
            _sum += gap;
        }

        public readonly Race Again(Span<T> gaps)
        {
            Race next = default;
            T height = Height;
            for (int i = 0; i < Count; i++)
                next.Enter(gaps[i], height, gaps);
            return next;
        }
    }

    /// <summary>max(0, v − τ).</summary>
    public readonly struct Rates(SimplexCut<T> cut) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes v)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Max(TLanes.Zero, (v - TLanes.Broadcast(cut.Top)) + TLanes.Broadcast(cut.Height));
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
