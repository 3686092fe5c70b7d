using System.Globalization;
using System.Reflection;

namespace Soma.Dynamics.Solvers;

/// <summary>Holds the numbers of an option record that was made in code to the limits that its properties state; what comes from a file is checked where files are read.</summary>
internal static class OptionLimits
{
    /// <summary>One sentence per number outside its limits.</summary>
    /// <param name="options">An option record.</param>
    public static IEnumerable<string> Problems(object options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<OptionAttribute>() is not { } limits || property.GetValue(options) is not (double or int))
                continue;
            double value = Convert.ToDouble(property.GetValue(options), CultureInfo.InvariantCulture);
            if (!(double.IsFinite(value) && value >= limits.AtLeast && value <= limits.AtMost && value > limits.MoreThan && value < limits.LessThan))
                yield return FormattableString.Invariant($"{property.Name} is {value}, but must be {Words(limits)}.");
        }
    }

    private static string Words(OptionAttribute limits)
    {
        string low = double.IsFinite(limits.MoreThan) ? FormattableString.Invariant($"more than {limits.MoreThan}") : FormattableString.Invariant($"at least {limits.AtLeast}");
        string high = double.IsFinite(limits.LessThan) ? FormattableString.Invariant($"less than {limits.LessThan}") : FormattableString.Invariant($"at most {limits.AtMost}");
        return $"{low} and {high}";
    }
}
