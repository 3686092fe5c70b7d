namespace Soma;

/// <summary>
/// Says of an option what it means and which values it may have, once: the experiment file, the command line's help, the JSON
/// Schema and the check of ranges all read it here. For a list the limits hold for every entry.
/// </summary>
/// <param name="meaning">One sentence, with the symbol of the paper.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionAttribute(string meaning) : Attribute
{
    /// <summary>One sentence, with the symbol of the paper.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>Smallest value allowed.</summary>
    public double AtLeast { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value allowed.</summary>
    public double AtMost { get; init; } = double.PositiveInfinity;

    /// <summary>Every value allowed is more than this.</summary>
    public double MoreThan { get; init; } = double.NegativeInfinity;

    /// <summary>Every value allowed is less than this.</summary>
    public double LessThan { get; init; } = double.PositiveInfinity;

    /// <summary>Whether zero is refused although it lies within the limits.</summary>
    public bool NotZero { get; init; }
}
