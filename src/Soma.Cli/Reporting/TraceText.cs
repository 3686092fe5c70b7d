using System.Globalization;
using System.Text;
using Soma.Metrics;
using Soma.Networks;
using Spectre.Console;

namespace Soma.Cli.Reporting;

/// <summary>The states of neurons as a table and as CSV.</summary>
internal static class TraceText
{
    private const int Decimals = 5;

    private static readonly string[] _heads = ["phase", "sweep", "unit", "basal v_B", "apical v_A", "soma u", "rate r", "u - v_B", "u - v_A"];

    /// <summary>For people.</summary>
    /// <param name="states">In the order lived through.</param>
    public static Table TableOf(IEnumerable<NeuronState> states) => Tables.Of(
        _heads,
        states.Select(static state => (string[])[NameOf(state.Phase), Wording.Whole(state.Sweep), Wording.Whole(state.Unit), .. Values(state).Select(Shown)]),
        rightFrom: 1);

    /// <summary>For programs: names, then a line per sweep and neuron, with all digits.</summary>
    /// <param name="states">In the order lived through.</param>
    public static string CsvOf(IEnumerable<NeuronState> states)
    {
        StringBuilder csv = new("phase,nudge,sweep,unit,basal,apical,somatic,rate,basal_error,apical_error\n");
        foreach (NeuronState state in states)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{state.Phase.Kind.ToString().ToLowerInvariant()},{state.Phase.Nudge},{state.Sweep},{state.Unit},");
            csv.AppendJoin(',', Values(state).Select(static value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
        }

        return csv.ToString();
    }

    // Adding zero turns the minus zero that a small negative number is rounded to into zero.
    private static string Shown(double value) => Wording.Fixed(Math.Round(value, Decimals) + 0.0, Decimals);

    private static double[] Values(NeuronState state) => [state.Basal, state.Apical, state.Somatic, state.Rate, state.BasalError, state.ApicalError];

    private static string NameOf(Phase phase) => phase.Kind switch
    {
        PhaseKind.Free => "free",
        PhaseKind.Clamped => "clamped",
        _ => string.Create(CultureInfo.InvariantCulture, $"nudged {phase.Nudge:+0.###;-0.###}"),
    };
}
