using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Every entry of every rule's plausibility card, measured.</summary>
public sealed class PlausibilityCardTests
{
    // The hidden layer has more units than there are sweeps, so that something is orthogonal to all that it ever did.
    private static readonly Architecture _wide = new(Toy.Features, 120, Toy.Classes);
    private static readonly Architecture _deep = new(Toy.Features, 14, 9, Toy.Classes);

    public static TheoryData<string> Rules() => ToyNetwork.Rules();

    // W₂ is changed so that W₂r₁ is the same at every moment of the minibatch. Whoever notices has used W₂ on the way down.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Weight_transport_is_what_the_card_says(string name)
    {
        using ToyNetwork network = new(name, _wide, plainDescent: true);
        network.Give(2, samples: 1);
        (Dictionary<string, double[]> changes, List<double[]> seen) = Observe(network);
        double[] unseen = Unseen(network, seen);
        double[] w = network.Synapses["wff"][2].ToArray();
        double smallest = w.Min(Math.Abs), largest = unseen.Max(Math.Abs);

        double keepingSigns = Reaction(network, w, unseen, 0.5 * smallest / largest, changes);
        double turningSigns = Reaction(network, w, unseen, 2 / largest, changes);
        WeightTransport measured = keepingSigns > 1e-9 ? WeightTransport.Full : turningSigns > 1e-9 ? WeightTransport.Signs : WeightTransport.None;
        Assert.Equal(network.Rule.Card.WeightTransport, measured);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void There_are_as_many_phases_as_the_card_says(string name)
    {
        using ToyNetwork network = new(name, _deep);
        Assert.Equal(network.Rule.Card.Phases, network.Record.Count);
    }

    // Where rates carry the teacher's signal, other targets give other hidden rates in some phase. Where nothing comes down at all, the lowest layer does not notice what all those above it are made of.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_separate_backward_pass_leaves_all_hidden_rates_alone_and_yet_something_comes_down(string name)
    {
        using ToyNetwork network = new(name, _deep);
        network.Give(2);
        bool comesDown = SomethingComesDown(network);
        network.Live();
        double[] rates = HiddenRates(network);
        for (int sample = 0; sample < network.Batch.Count; sample++)
            network.Batch.Labels[sample] = (network.Batch.Labels[sample] + 1) % Toy.Classes;
        network.Batch.WriteTargets();
        network.Live();
        Assert.Equal(network.Rule.Card.SeparateBackwardPass, comesDown && rates.SequenceEqual(HiddenRates(network)));
    }

    // With what is declared to be read, which the locality tests hold the rule to, two rates suffice or do not.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_third_factor_is_named_where_two_rates_do_not_suffice(string name)
    {
        using ToyNetwork network = new(name, _deep);
        bool ratesSuffice = network.Rule.Reads(_deep).Where(static reads => reads.Kind == "wff")
            .All(static reads => !reads.OwnStrength && reads.Signals.All(signal => signal == LayerSignal.Rates(reads.Layer) || signal == LayerSignal.Rates(reads.Layer - 1)));
        Assert.Equal(ratesSuffice, network.Rule.Card.ThirdFactor == "none");
    }

    // The update of a batch points where the sum of its samples' updates does, unless the rule compares samples with each other.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Batches_are_needed_where_the_card_says_so(string name)
    {
        using ToyNetwork network = new(name, _deep, plainDescent: true);
        network.Give(2);
        double[] together = network.Changes()["wff.2"], alone = new double[together.Length];
        double[] inputs = network.Batch.Inputs.ToArray(), targets = network.Batch.Targets.ToArray();
        for (int sample = 0; sample < Toy.BatchSize; sample++)
        {
            network.Give(2, samples: 1);
            inputs.AsSpan(sample * Toy.Features, Toy.Features).CopyTo(network.Batch.Inputs.Row(0));
            targets.AsSpan(sample * Toy.Classes, Toy.Classes).CopyTo(network.Batch.Targets.Row(0));
            double[] change = network.Changes()["wff.2"];
            for (int synapse = 0; synapse < alone.Length; synapse++)
                alone[synapse] += change[synapse];
        }

        double cosine = Dot(together, alone) / Math.Sqrt(Dot(together, together) * Dot(alone, alone));

        // A single sample may have nothing to teach, and no direction.
        Assert.Equal(network.Rule.Card.NeedsBatches, !(cosine >= 1 - 1e-9));
    }

    // The changes of one update, and the hidden rates of the one sample at every moment on the way there.
    private static (Dictionary<string, double[]> Changes, List<double[]> Seen) Observe(ToyNetwork network)
    {
        List<double[]> seen = [];
        RatesOfFirstSample observer = new(seen);
        for (int phase = 0; phase < network.Record.Count; phase++)
            network.Record[phase].Observer = observer;
        Dictionary<string, double[]> changes = network.Changes();
        for (int phase = 0; phase < network.Record.Count; phase++)
        {
            network.Record[phase].Observer = null;
            seen.Add(network.Record[phase].Rates[1].Row(0).ToArray());
        }

        return (changes, seen);
    }

    // Rows of a random matrix, each less its part in the space of what was seen (Gram and Schmidt, twice for good measure).
    private static double[] Unseen(ToyNetwork network, List<double[]> seen)
    {
        List<double[]> basis = [];
        foreach (double[] rates in seen)
        {
            double[] rest = Less(Less(rates, basis), basis);
            double length = Math.Sqrt(Dot(rest, rest));
            if (length > 1e-10)
                basis.Add([.. rest.Select(value => value / length)]);
        }

        // One sample, standardized over its batch of one, is nothing; else there is something to be orthogonal to.
        Assert.NotEmpty(seen);
        Assert.InRange(basis.Count, 0, _wide[1] - 20);
        RandomStream random = new(13);
        return
        [
            .. Enumerable.Range(0, network.Synapses["wff"][2].Outputs)
                .SelectMany(_ => Less(Less([.. Enumerable.Range(0, _wide[1]).Select(_ => random.NextUniform(-1, 1))], basis), basis)),
        ];
    }

    // How much everything but W₂ is changed otherwise by an update when W₂ is shifted, relative to the shift.
    private static double Reaction(ToyNetwork network, double[] w, double[] direction, double size, Dictionary<string, double[]> expected)
    {
        network.Synapses["wff"][2].Import([.. w.Zip(direction, (weight, unseen) => weight + (size * unseen))]);
        Dictionary<string, double[]> changes = network.Changes();
        network.Synapses["wff"][2].Import(w);
        return changes.Where(static pair => pair.Key.EndsWith(".1", StringComparison.Ordinal))
            .Max(pair => pair.Value.Zip(expected[pair.Key], static (a, b) => Math.Abs(a - b)).Max() / expected[pair.Key].Max(Math.Abs)) / size;
    }

    // Whether layer 1 learns something else when every synapse of the layers above is another one.
    private static bool SomethingComesDown(ToyNetwork network)
    {
        double[] expected = network.Changes()["wff.1"];
        Dictionary<string, double[]> before = network.Copy();
        RandomStream random = new(17);
        foreach ((string name, PanelMatrix<double> tensor) in network.Synapses.All.Where(static pair => !pair.Key.EndsWith(".1", StringComparison.Ordinal)))
            tensor.Import([.. before[name].Select(value => value + (0.1 * random.NextDouble()))]);
        double[] changed = network.Changes()["wff.1"];
        network.Restore(before);
        return !changed.SequenceEqual(expected);
    }

    private static double[] HiddenRates(ToyNetwork network) =>
        [.. Enumerable.Range(0, network.Record.Count).SelectMany(phase => Enumerable.Range(1, _deep.OutputLayer - 1).SelectMany(layer => network.Record[phase].Rates[layer].ToArray()))];

    private static double[] Less(double[] vector, List<double[]> basis)
    {
        double[] rest = [.. vector];
        foreach (double[] direction in basis)
        {
            double along = Dot(rest, direction);
            for (int index = 0; index < rest.Length; index++)
                rest[index] -= along * direction[index];
        }

        return rest;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, static (x, y) => x * y).Sum();

    private sealed class RatesOfFirstSample(List<double[]> seen) : ISweepObserver<double>
    {
        public void OnSweep(Phase phase, int sweep, Activity<double> activity) => seen.Add(activity.Rates[1].Row(0).ToArray());
    }
}
