using Soma.Data;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Numerics;
using Soma.Tests.Learning;
using Soma.Tests.Numerics;

namespace Soma.Tests.Networks.Confinements;

/// <summary>What every way of keeping rates in a set promises, asked of every pair of form and set that the catalogue finds.</summary>
[Collection(ForcedPaths.Name)]
public sealed class ConfinementConformanceTests
{
    private const int Minibatches = 8;

    private static readonly Architecture _architecture = new(Toy.Features, 21, Toy.Classes);

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach (FormInfo form in DomainCatalog.Forms)
        {
            foreach (SetInfo set in DomainCatalog.Sets.Where(set => form.Set is null || form.Set == set))
                pairs.Add(form.Name, set.Name);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_same_seed_gives_the_same_bits_on_every_path_and_for_any_number_of_threads(string form, string set)
    {
        float[] expected = Train(form, set, threads: 1);
        Assert.All(expected, static value => Assert.True(float.IsFinite(value)));
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 2, 3])
                Assert.Equal(expected, Train(form, set, threads));
        }
    }

    // Catches interneurons that go on from the batch before: they live in the activity, which a resumed run makes anew.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Resuming_equals_going_on(string form, string set)
    {
        using Network whole = new(form, set);
        whole.Train(0, 6);
        using Network first = new(form, set), second = new(form, set);
        first.Train(0, 3);
        second.CopySynapsesFrom(first);
        second.Train(3, 6);
        Assert.Equal(whole.Values(), second.Values());
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_step_allocates_nothing(string form, string set)
    {
        foreach (int threads in (int[])[1, 2])
        {
            using Network network = new(form, set, threads);
            network.Train(0, 50);
            Toy.Fill(network.Batch, 50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 20; repeat++)
                network.Step();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    // Interneurons are on their way when a phase ends; projections have no way to go.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Projected_rates_are_in_their_set_in_every_phase(string form, string set)
    {
        using Network network = new(form, set);
        network.Train(0, 20);
        for (int layer = 1; layer <= _architecture.OutputLayer && form == "projection"; layer++)
        {
            Confinement<float> confinement = network.Confinements[layer];
            for (int sample = 0; sample < Toy.BatchSize; sample++)
            {
                Assert.True(confinement.Polytope.Contains(network.Record[0].Rates[layer].Row(sample), 1e-5));
                Assert.True(confinement.Polytope.Contains(network.Record[1].Rates[layer].Row(sample), 1e-5));
            }
        }
    }

    // The sparse network of the paper, with its interneurons in both layers.
    [Fact]
    public void The_published_sparse_network_learns_a_toy()
    {
        using Network network = new("interneurons", "nonnegativeL1Ball");
        network.Train(0, 1000, rateFactor: 1);
        int correct = 0;
        for (int number = 1000; number < 1020; number++)
        {
            Toy.Fill(network.Batch, number);
            network.Rule.Infer(network.Synapses, network.Batch, network.Record[0]);
            correct += Accuracy.Correct(network.Record[0].Rates[_architecture.OutputLayer], network.Batch.Labels);
        }

        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.97, 1);
    }

    private static float[] Train(string form, string set, int threads)
    {
        using Network network = new(form, set, threads);
        network.Train(0, Minibatches);
        return network.Values();
    }

    private sealed class Network : IDisposable
    {
        private readonly ThreadTeam _team;

        public Network(string form, string set, int threads = 1)
        {
            CorInfoMaxOptions options = new()
            {
                Domains = [.. Enumerable.Range(1, _architecture.OutputLayer).Select(layer => DomainOf(form, set, _architecture[layer]))],
            };
            _team = new ThreadTeam(threads);
            Confinements = new LayerConfinements<float>(options.Domains);
            Rule = new CorInfoMax<float>(options);
            Assert.Empty(Rule.Objections(_architecture));
            Synapses = Rule.Grow(_architecture, new RandomStream(3));
            Record = Rule.Prepare(_architecture, Toy.BatchSize, _team);
        }

        public LayerConfinements<float> Confinements { get; }

        public CorInfoMax<float> Rule { get; }

        public Synapses<float> Synapses { get; }

        public PhaseRecord<float> Record { get; }

        public Batch<float> Batch { get; } = new(Toy.BatchSize, Toy.Features, Toy.Classes);

        public void Train(int from, int to, double rateFactor = 0.3)
        {
            for (int number = from; number < to; number++)
            {
                Toy.Fill(Batch, number);
                Step(rateFactor);
            }
        }

        public void Step(double rateFactor = 0.3)
        {
            Assert.False(Rule.RunPhases(Synapses, Batch, Record).HasDiverged);
            Rule.Update(Synapses, Record, rateFactor);
        }

        public float[] Values() => [.. Synapses.All.SelectMany(static pair => pair.Value.ToArray())];

        public void CopySynapsesFrom(Network other)
        {
            foreach ((KeyValuePair<string, PanelMatrix<float>> mine, KeyValuePair<string, PanelMatrix<float>> theirs) in Synapses.All.Zip(other.Synapses.All))
                mine.Value.Import(theirs.Value.ToArray());
        }

        public void Dispose() => _team.Dispose();

        // Subvectors that share a unit, so that several rounds are needed.
        private static LayerDomain DomainOf(string form, string set, int units)
        {
            LayerDomain domain = new() { Form = form, Set = set };
            return set != "canonical"
                ? domain
                : domain with { SignedUnits = [0], Subvectors = [[.. Enumerable.Range(0, (units / 2) + 1)], [.. Enumerable.Range(units / 2, units - (units / 2))]] };
        }
    }
}
