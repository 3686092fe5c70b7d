using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Soma.Cli.Parsing;

/// <summary>Options that take numbers and say which.</summary>
internal static class Numbers
{
    /// <summary>A number within limits; not given is null.</summary>
    /// <param name="name">For example "--epochs".</param>
    /// <param name="symbol">What stands for the value in the help, for example "N".</param>
    /// <param name="description">Meaning, unit and default.</param>
    /// <param name="low">The smallest allowed.</param>
    /// <param name="high">The largest allowed.</param>
    public static Option<TNumber?> Option<TNumber>(string name, string symbol, string description, TNumber low, TNumber high)
        where TNumber : struct, INumber<TNumber> => new(name)
        {
            Description = description,
            HelpName = symbol,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Parse(result, name, low, high),
        };

    private static TNumber? Parse<TNumber>(ArgumentResult result, string name, TNumber low, TNumber high)
        where TNumber : struct, INumber<TNumber>
    {
        string word = result.Tokens[0].Value;
        if (TNumber.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out TNumber value) && value >= low && value <= high)
            return value;
        string kind = TNumber.IsInteger(low) && typeof(TNumber) != typeof(double) ? "a whole number" : "a number";
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"The option '{name}' takes {kind} from {low} to {high}, but was given '{word}'."));
        return null;
    }
}
