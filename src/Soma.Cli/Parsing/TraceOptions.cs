using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Soma.Cli.Parsing;

/// <summary>The options of <c>inspect</c> that are about single neurons.</summary>
internal sealed class TraceOptions
{
    private const int MostSamples = 100_000_000, MostUnits = 1_000_000, DefaultUnits = 3;

    private readonly Option<bool> _trace = new("--trace")
    {
        Description = "Lets the network live through one test sample, free and nudged, and shows the potentials of a few neurons in every sweep. Default: off.",
    };

    private readonly Option<int?> _layer = Numbers.Option("--layer", "N", "Layer of the neurons; the first hidden layer is 1. Default: 1.", 1, MostUnits);

    private readonly Option<int[]> _units = new("--units")
    {
        Description = $"Neurons of the layer, from 0. Default: the first {DefaultUnits}.",
        HelpName = "N,N,…",
        DefaultValueFactory = static _ => [],
        CustomParser = ParseUnits,
    };

    private readonly Option<int?> _sample = Numbers.Option("--sample", "N", "Number of the test sample, from 0. Default: 0.", 0, MostSamples);
    private readonly Option<string?> _csv = new("--csv") { Description = "Writes the trace to a new file instead of a table. Default: the table.", HelpName = "FILE" };
    private readonly Option<string?> _data = CommonOptions.Data();

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public Option[] All => [_trace, _layer, _units, _sample, _csv, _data];

    /// <summary>Reads what was asked for.</summary>
    /// <param name="parsed">A command line.</param>
    /// <returns>The request; null if no neuron was asked about.</returns>
    /// <exception cref="UsageException">An option about neurons stands there without --trace.</exception>
    public TraceRequest? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(_trace))
        {
            string[] idle = [.. All.Skip(1).Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
            return idle.Length == 0 ? null : throw new UsageException($"{string.Join(", ", idle)} say which neurons to trace and how; add --trace, or leave them out.");
        }

        return new(parsed.GetValue(_layer) ?? 1, parsed.GetRequiredValue(_units), parsed.GetValue(_sample) ?? 0, parsed.GetValue(_csv), parsed.GetValue(_data));
    }

    /// <summary>The neurons to show when none were named.</summary>
    /// <param name="count">Neurons of the layer.</param>
    public static int[] FirstUnits(int count) => [.. Enumerable.Range(0, Math.Min(DefaultUnits, count))];

    private static int[]? ParseUnits(ArgumentResult result)
    {
        string[] words = result.Tokens[0].Value.Split(',');
        int[] units = [.. words.Select(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int unit) ? unit : -1)];
        if (Array.TrueForAll(units, static unit => unit is >= 0 and < MostUnits))
            return units;
        result.AddError($"The option '--units' takes whole numbers from 0 such as 0,17,42, but was given '{result.Tokens[0].Value}'.");
        return null;
    }
}

/// <summary>Which neurons to trace, and how to tell of them.</summary>
/// <param name="Layer">1 to P.</param>
/// <param name="Units">Units of the layer; none for the first few.</param>
/// <param name="Sample">Number of the test sample.</param>
/// <param name="Csv">The file to write; null for a table.</param>
/// <param name="Data">Folder of the data; null for the usual places.</param>
internal sealed record TraceRequest(int Layer, int[] Units, int Sample, string? Csv, string? Data);
