using System.Globalization;
using Soma.Learning;
using Soma.Networks;

namespace Soma.Cli.Reporting;

/// <summary>What an update may read, in the words of somebody who looks at neurons.</summary>
internal static class ReadsText
{
    /// <summary>Cells of a table: which synapses change, and what the change reads.</summary>
    /// <param name="reads">A declaration of a rule.</param>
    public static string[] Row(PlasticityReads reads) => [reads.Name, Kind(reads), string.Join("; ", Sources(reads))];

    private static string Kind(PlasticityReads reads) => reads.Kind switch
    {
        "wff" => Invariant($"feedforward, layer {reads.Layer - 1} to {reads.Layer}"),
        "wfb" => Invariant($"feedback, layer {reads.Layer} to {reads.Layer - 1}"),
        "b" or "m" => Invariant($"lateral, within layer {reads.Layer}"),
        "bias" => Invariant($"biases of layer {reads.Layer}"),
        _ => Invariant($"of layer {reads.Layer}"),
    };

    private static IEnumerable<string> Sources(PlasticityReads reads)
    {
        foreach (LayerSignal signal in reads.Signals)
            yield return Source(reads, signal);
        if (reads.OwnStrength)
            yield return "its own strength";
        foreach (string other in reads.OtherSynapses)
            yield return Other(other);
    }

    // Feedforward synapses of layer i and the feedback synapses beside them join the layers i − 1 and i.
    private static string Source(PlasticityReads reads, LayerSignal signal)
    {
        string name = Signal(signal.Name);
        bool above = signal.Layer == reads.Layer, below = signal.Layer == reads.Layer - 1;
        return reads.Kind switch
        {
            "wff" when above => $"postsynaptic {name}",
            "wff" when below => $"presynaptic {name}",
            "wfb" when above => $"presynaptic {name}",
            "wfb" when below => $"postsynaptic {name}",
            _ when above => $"{name} of the layer itself",
            _ => Invariant($"{name} of layer {signal.Layer}"),
        };
    }

    private static string Signal(string name) => name switch
    {
        SignalNames.Basal => "basal potential",
        SignalNames.Apical => "apical potential",
        SignalNames.Somatic => "somatic potential",
        _ => name,
    };

    private static string Other(string tensor) => tensor.Split('.')[0] switch
    {
        "steps" => "the optimizer's count of steps",
        "bias" => "the neuron's bias",
        "wff" => "the neuron's feedforward synapses",
        _ => tensor,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
