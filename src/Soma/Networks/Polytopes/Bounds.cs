using System.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>The inequalities that the sets are made of; what is not a number fulfils none.</summary>
internal static class Bounds
{
    /// <summary>Whether every rate is between two bounds.</summary>
    public static bool Hold<T>(ReadOnlySpan<T> rates, double lowest, double highest, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T rate in rates)
        {
            double value = double.CreateChecked(rate);
            if (!(value >= lowest - tolerance && value <= highest + tolerance))
                return false;
        }

        return true;
    }

    /// <summary>‖r‖₁, in double whatever the rates are.</summary>
    public static double SumOfMagnitudes<T>(ReadOnlySpan<T> rates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T rate in rates)
            sum += Math.Abs(double.CreateChecked(rate));
        return sum;
    }
}
