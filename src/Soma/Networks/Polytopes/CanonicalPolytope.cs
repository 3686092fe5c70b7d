using System.Globalization;
using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>
/// The canonical polytope (CorInfoMax, appendix C): rates in [0, 1], or in [−1, 1] for the units of I_s, and any number of mutually sparse subvectors J₁ … J_L
/// with ‖r_J‖₁ ≤ 1, which may share units.
/// </summary>
/// <remarks>
/// The nearest point is rᵢ = clip(uᵢ shrunk by Qᵢ), Qᵢ the sum of the multipliers q_l ≥ 0 of the subvectors that unit i is in. The multipliers
/// are what interneurons find by ascending a little in every sweep; the projection finds them by climbing the dual one multiplier at a time, each to its
/// optimum by <see cref="SimplexCut{T}"/>. Without shared units one round is exact.
/// </remarks>
/// <typeparam name="T">The value type of the network.</typeparam>
[Polytope("canonical", "Rates in [0, 1] or [−1, 1], unit by unit, and subvectors J with ‖r_J‖₁ ≤ 1.")]
public sealed class CanonicalPolytope<T> : Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Rounds until nothing moves any more: some tens as a rule. Long chains of subvectors with shared units take longer; what is missing after so many is below any use.
    private const int MostRounds = 10_000;

    private readonly int[] _signedUnits;
    private readonly int[][] _subvectors;
    private readonly int _longest;
    private readonly bool _overlap;

    /// <summary>Describes the set.</summary>
    /// <param name="signedUnits">I_s: units, from 0, with rates in [−1, 1]; all others have rates in [0, 1].</param>
    /// <param name="subvectors">J₁ … J_L: the units, from 0, of each; at least one, each once.</param>
    public CanonicalPolytope(IReadOnlyList<int> signedUnits, IReadOnlyList<IReadOnlyList<int>> subvectors)
    {
        _signedUnits = [.. signedUnits.Distinct()];
        _subvectors = [.. subvectors.Select(static units => units.ToArray())];
        _longest = _subvectors.Select(static units => units.Length).DefaultIfEmpty(0).Max();
        int named = _subvectors.Sum(static units => units.Length);
        _overlap = _subvectors.SelectMany(static units => units).Distinct().Count() < named;
    }

    /// <summary>Takes the set from an experiment.</summary>
    /// <param name="domain">Its signed units and its subvectors.</param>
    public CanonicalPolytope(LayerDomain domain)
        : this(domain.SignedUnits, domain.Subvectors)
    {
    }

    /// <summary>L.</summary>
    public int Subvectors => _subvectors.Length;

    /// <inheritdoc/>
    public override void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples)
    {
        Span<T> memory = Scratch<T>.Take(rates.Columns + Subvectors + _longest);
        Span<T> drives = memory[..rates.Columns], q = memory.Slice(rates.Columns, Subvectors), scratch = memory[(rates.Columns + Subvectors)..];
        for (int sample = samples.Start; sample < samples.End; sample++)
        {
            Span<T> u = somatic.Row(sample), r = rates.Row(sample);
            FindDrives(u, drives);
            FindMultipliers(drives, q, inhibition: r, scratch);
            Fire(u, drives, q, r);
            BringInside(r, scratch);
        }
    }

    /// <inheritdoc/>
    public override bool Contains(ReadOnlySpan<T> rates, double tolerance)
    {
        for (int unit = 0; unit < rates.Length; unit++)
        {
            if (!Bounds.Hold(rates.Slice(unit, 1), _signedUnits.Contains(unit) ? -1 : 0, 1, tolerance))
                return false;
        }

        T[] scratch = new T[_longest];
        for (int l = 0; l < Subvectors; l++)
        {
            if (!(double.CreateChecked(Norm(l, rates, scratch)) <= 1 + tolerance))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Objections(int units)
    {
        if (Strangers(_signedUnits, units) is { } strays)
            yield return $"signedUnits names {strays}; the layer has units 0 to {units - 1}.";
        for (int l = 0; l < Subvectors; l++)
        {
            if (_subvectors[l].Length == 0)
                yield return $"subvectors[{l}] names no unit; a subvector needs at least one.";
            if (Strangers(_subvectors[l], units) is { } strangers)
                yield return $"subvectors[{l}] names {strangers}; the layer has units 0 to {units - 1}.";
            if (_subvectors[l].GroupBy(static unit => unit).FirstOrDefault(static same => same.Count() > 1) is { } twice)
                yield return $"subvectors[{l}] names unit {twice.Key} {twice.Count()} times; once is enough.";
        }
    }

    /// <summary>r = clip(ReLU(u − Q), 0, 1), or clip(ST_Q(u), −1, 1) for signed units, with Qᵢ = Σ q_l over the subvectors of unit i.</summary>
    /// <param name="u">Somatic potentials of a sample.</param>
    /// <param name="q">One per subvector.</param>
    /// <param name="r">Receives the rates.</param>
    internal void Fire(ReadOnlySpan<T> u, ReadOnlySpan<T> q, Span<T> r)
    {
        Span<T> drives = Scratch<T>.Take(u.Length);
        FindDrives(u, drives);
        Fire(u, drives, q, r);
    }

    /// <summary>‖r_J‖₁ of every subvector.</summary>
    /// <param name="r">The rates of a sample.</param>
    /// <param name="norms">Receives them.</param>
    internal void FindNorms(ReadOnlySpan<T> r, Span<T> norms)
    {
        Span<T> scratch = Scratch<T>.Take(_longest);
        for (int l = 0; l < Subvectors; l++)
            norms[l] = Norm(l, r, scratch);
    }

    /// <summary>‖r_J‖₁ of one subvector.</summary>
    /// <param name="l">Which, from 0.</param>
    /// <param name="r">The rates of a sample.</param>
    internal T Norm(int l, ReadOnlySpan<T> r) => Norm(l, r, Scratch<T>.Take(_longest));

    private static string? Strangers(int[] named, int units)
    {
        int[] strangers = [.. named.Where(unit => (uint)unit >= (uint)units)];
        return strangers.Length switch
        {
            0 => null,
            1 => string.Create(CultureInfo.InvariantCulture, $"unit {strangers[0]}"),
            <= 5 => $"units {string.Join(", ", strangers)}",
            _ => $"units {string.Join(", ", strangers[..5])} and {strangers.Length - 5} more",
        };
    }

    private T Norm(int l, ReadOnlySpan<T> r, Span<T> scratch)
    {
        int[] subvector = _subvectors[l];
        for (int place = 0; place < subvector.Length; place++)
            scratch[place] = r[subvector[place]];
        return Primitives.SumOfMagnitudes<T>(scratch[..subvector.Length]);
    }

    // How far each unit would go, in the direction that it may go to: |u| if it is signed, else max(0, u).
    private void FindDrives(ReadOnlySpan<T> u, Span<T> drives)
    {
        Primitives.Map<T, Rectify<T>>(default, u, drives);
        foreach (int unit in _signedUnits)
            drives[unit] = T.Abs(u[unit]);
    }

    private void Fire(ReadOnlySpan<T> u, ReadOnlySpan<T> drives, ReadOnlySpan<T> q, Span<T> r)
    {
        // Until a unit fires, its place holds Q.
        r.Clear();
        for (int l = 0; l < Subvectors; l++)
        {
            foreach (int unit in _subvectors[l])
                r[unit] += q[l];
        }

        Primitives.Map<T, HeldBack>(default, drives, r, r);
        foreach (int unit in _signedUnits)
            r[unit] = u[unit] < T.Zero ? -r[unit] : r[unit];
    }

    private void FindMultipliers(ReadOnlySpan<T> drives, Span<T> q, Span<T> inhibition, Span<T> scratch)
    {
        q.Clear();
        inhibition.Clear();
        T tolerance = ToleranceOf(drives);
        int rounds = _overlap ? MostRounds : 1;
        for (int round = 0; round < rounds; round++)
        {
            T largestMove = T.Zero;
            for (int l = 0; l < q.Length; l++)
            {
                T before = q[l];
                q[l] = Optimum(_subvectors[l], drives, before, inhibition, scratch);
                largestMove = T.Max(largestMove, T.Abs(q[l] - before));
            }

            // Also ends where something is not a number.
            if (!(largestMove > tolerance))
                return;
        }
    }

    // The q_l that brings its subvector to norm 1, all other multipliers as they are; 0 if the norm is at most 1 without it, for then the simplex would raise the rates.
    private static T Optimum(int[] subvector, ReadOnlySpan<T> drives, T before, Span<T> inhibition, Span<T> scratch)
    {
        Span<T> left = scratch[..subvector.Length];
        for (int place = 0; place < left.Length; place++)
        {
            int unit = subvector[place];
            inhibition[unit] -= before;
            left[place] = drives[unit] - inhibition[unit];
        }

        T optimum = T.Max(T.Zero, SimplexCut<T>.Of(left, left).Threshold);
        foreach (int unit in subvector)
            inhibition[unit] += optimum;
        return optimum;
    }

    // A few units in the last place of the largest drive.
    private static T ToleranceOf(ReadOnlySpan<T> drives)
    {
        T largest = T.One;
        foreach (T drive in drives)
            largest = drive > largest ? drive : largest;
        return T.CreateChecked(4) * (T.BitIncrement(T.One) - T.One) * largest;
    }

    // What the rounds and the roundings left above 1 is shared by the subvector; shrinking never leaves another subvector's bound.
    private void BringInside(Span<T> r, Span<T> scratch)
    {
        for (int l = 0; l < Subvectors; l++)
        {
            T norm = Norm(l, r, scratch);
            if (!(norm > T.One))
                continue;
            foreach (int unit in _subvectors[l])
                r[unit] /= norm;
        }
    }

    private readonly struct HeldBack : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes drive, TLanes q)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.AtMost(TLanes.AtLeast(drive - q, TLanes.Zero), TLanes.Broadcast(T.One));
    }
}
