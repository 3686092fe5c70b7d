using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>Units at the ends of the unit box: silent at exactly 0, saturated at exactly 1.</summary>
public static class UnitActivity
{
    /// <summary>Counts (sample, unit) pairs.</summary>
    /// <param name="rates">Shape (capacity, units).</param>
    /// <param name="samples">How many samples, from row 0.</param>
    /// <returns>How many rates are exactly 0, and how many exactly 1.</returns>
    public static (long Silent, long Saturated) Count<T>(Matrix<T> rates, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long silent = 0, saturated = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            foreach (T rate in rates.Row(sample))
            {
                if (rate == T.Zero)
                    silent++;
                else if (rate == T.One)
                    saturated++;
            }
        }

        return (silent, saturated);
    }
}
