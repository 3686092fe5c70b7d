using System.Globalization;

namespace Soma.Training.Options;

/// <summary>The values that an option may have, as <see cref="OptionAttribute"/> states them.</summary>
internal sealed class OptionRange(OptionAttribute option)
{
    /// <summary>For example "more than 0 and at most 10"; empty if every finite number will do.</summary>
    public string Text { get; } = string.Join(" and ", PartsOf(option));

    /// <summary>Whether a value is finite and within the limits.</summary>
    public bool Allows(double value) =>
        double.IsFinite(value)
        && value >= option.AtLeast
        && value <= option.AtMost
        && value > option.MoreThan
        && value < option.LessThan
        && !(option.NotZero && value == 0);

    private static IEnumerable<string> PartsOf(OptionAttribute option)
    {
        if (double.IsFinite(option.MoreThan))
            yield return $"more than {Plain(option.MoreThan)}";
        if (double.IsFinite(option.AtLeast))
            yield return $"at least {Plain(option.AtLeast)}";
        if (double.IsFinite(option.LessThan))
            yield return $"less than {Plain(option.LessThan)}";
        if (double.IsFinite(option.AtMost))
            yield return $"at most {Plain(option.AtMost)}";
        if (option.NotZero)
            yield return "not 0";
    }

    private static string Plain(double value) => value.ToString(CultureInfo.InvariantCulture);
}
