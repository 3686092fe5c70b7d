using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Every rule of the catalogue, held to what it declares that its updates read: everything else is disturbed, and the update has to give the same bits.</summary>
public sealed class LocalityTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 14, 9, Toy.Classes);

    public static TheoryData<string> Rules() => ToyNetwork.Rules();

    // Catches an update that reads another layer's signals, the targets, or another layer's weights.
    [Theory]
    [MemberData(nameof(Rules))]
    public void An_update_reads_nothing_that_is_not_declared(string name)
    {
        using ToyNetwork network = new(name, _architecture);
        network.Train(3);
        Dictionary<string, double[]> before = network.Copy();
        Dictionary<string, double[]> expected = After(network, before, null);
        foreach (PlasticityReads reads in network.Rule.Reads(_architecture))
        {
            Dictionary<string, double[]> disturbed = After(network, before, reads);
            foreach (string tensor in before.Keys.Where(tensor => BelongsTo(tensor, reads)))
                Assert.True(expected[tensor].AsSpan().SequenceEqual(disturbed[tensor]), $"{tensor} changed: the update reads more than '{reads}'.");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Only_declared_synapses_change(string name)
    {
        using ToyNetwork network = new(name, _architecture);
        network.Give(0);
        PlasticityReads[] declared = [.. network.Rule.Reads(_architecture)];
        string[] changed = [.. network.Changes().Where(static pair => pair.Value.Any(static value => value != 0)).Select(static pair => pair.Key)];
        string[] expected = [.. changed.Where(tensor => declared.Any(reads => BelongsTo(tensor, reads) || reads.OtherSynapses.Contains(tensor)))];
        Assert.Equal(expected, changed);
        Assert.All(declared, reads => Assert.Contains(reads.Name, changed));
    }

    // Catches a declaration that hides a prediction error: its change depends on the strength that is already there.
    [Theory]
    [MemberData(nameof(Rules))]
    public void The_change_depends_on_the_strength_where_that_is_declared_and_nowhere_else(string name)
    {
        using ToyNetwork network = new(name, _architecture);
        network.Give(1);
        Dictionary<string, double[]> before = network.Copy();
        Dictionary<string, double[]> changes = network.Changes();
        foreach (PlasticityReads reads in network.Rule.Reads(_architecture))
        {
            network.Restore(before);
            network.Live();
            double[] shifted = [.. before[reads.Name].Select(static (value, index) => value + (0.1 * Math.Sin(index + 1)))];
            Tensor(network, reads.Name).Import(shifted);
            network.Rule.Update(network.Synapses, network.Record, rateFactor: 1);
            double[] after = Tensor(network, reads.Name).ToArray();
            double difference = after.Zip(shifted, static (now, then) => now - then).Zip(changes[reads.Name], static (a, b) => Math.Abs(a - b)).Max();
            Assert.True(reads.OwnStrength == (difference > 1e-9), $"'{reads}': changing the strength changed the change by {difference:E1}.");
        }
    }

    private static Dictionary<string, double[]> After(ToyNetwork network, Dictionary<string, double[]> before, PlasticityReads? but)
    {
        network.Restore(before);
        network.Give(7);
        network.Live();
        if (but is not null)
            DisturbAll(network, but);
        network.Rule.Update(network.Synapses, network.Record, rateFactor: 1);
        return network.Copy();
    }

    private static void DisturbAll(ToyNetwork network, PlasticityReads but)
    {
        RandomStream random = new(9);
        foreach ((string name, PanelMatrix<double> tensor) in network.Synapses.All)
        {
            if (!BelongsTo(name, but) && !but.OtherSynapses.Contains(name))
                tensor.Import([.. Enumerable.Range(0, (int)tensor.Length).Select(_ => random.NextUniform(-1, 1))]);
        }

        Disturb(network.Batch.Targets, random);
        for (int phase = 0; phase < network.Record.Count; phase++)
        {
            foreach ((string name, LayerSignals<double> signals) in network.Record[phase].Signals)
            {
                // The inputs are one matrix for all phases, so that they are disturbed once or not at all.
                foreach (int layer in signals.Layers.Where(layer => !but.Signals.Contains(new LayerSignal(name, layer))))
                    Disturb(signals[layer], random);
            }
        }
    }

    private static void Disturb(Matrix<double> signal, RandomStream random) =>
        signal.Import([.. Enumerable.Range(0, (int)signal.Length).Select(_ => random.NextUniform(0, 1))]);

    private static bool BelongsTo(string tensor, PlasticityReads reads) =>
        tensor == reads.Name || (tensor.StartsWith($"{reads.Kind}-", StringComparison.Ordinal) && tensor.EndsWith($".{reads.Layer}", StringComparison.Ordinal));

    private static PanelMatrix<double> Tensor(ToyNetwork network, string name) => network.Synapses.All.Single(pair => pair.Key == name).Value;
}
