using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Tests.Numerics;

namespace Soma.Tests.Learning;

/// <summary>What every learning rule promises, asked of every rule that the catalogue finds, with its default options.</summary>
[Collection(ForcedPaths.Name)]
public sealed class RuleConformanceTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 21, Toy.Classes);

    public static TheoryData<string> Rules() => [.. RuleCatalog.All.Select(static rule => rule.Name)];

    public static TheoryData<string> RulesWithBoundedRates() =>
        [.. RuleCatalog.All.Where(static rule => rule.Create<float>(Activator.CreateInstance(rule.Options)!).Card.RatesAreBounded).Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_same_seed_gives_the_same_bits_on_every_path_and_for_any_number_of_threads(string name)
    {
        float[] expected = Train(name, threads: 1, minibatches: 12);
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 2, 3])
                Assert.Equal(expected, Train(name, threads, minibatches: 12));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Another_seed_gives_other_synapses(string name) =>
        Assert.NotEqual(Train(name, threads: 1, minibatches: 0, seed: 1), Train(name, threads: 1, minibatches: 0, seed: 2));

    // Catches a network whose state leaks from one batch into the next, or from a buffer that is not cleared.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Resuming_equals_going_on(string name)
    {
        using Learner whole = new(name);
        whole.Train(0, 10);
        using Learner first = new(name);
        first.Train(0, 5);
        using Learner second = new(name);
        second.CopySynapsesFrom(first);
        second.Train(5, 10);
        Assert.Equal(whole.Values(), second.Values());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Inferring_and_living_through_phases_change_no_synapse(string name)
    {
        using Learner learner = new(name);
        learner.Train(0, 3);
        float[] before = learner.Values();
        Toy.Fill(learner.Batch, 3);
        learner.Rule.Infer(learner.Synapses, learner.Batch, learner.Record[0]);
        learner.Rule.RunPhases(learner.Synapses, learner.Batch, learner.Record);
        Assert.Equal(before, learner.Values());
    }

    // Lateral synapses and correlations remember at their own pace; what is learned with a rate must stand still.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_zero_rate_changes_no_feedforward_or_feedback_synapse(string name)
    {
        using Learner learner = new(name);
        learner.Train(0, 3);
        float[] before = learner.Values("wff", "wfb");
        learner.Train(3, 4, rateFactor: 0);
        Assert.Equal(before, learner.Values("wff", "wfb"));
    }

    [Theory]
    [MemberData(nameof(RulesWithBoundedRates))]
    public void Rates_stay_between_0_and_1_where_the_card_says_so(string name)
    {
        using Learner learner = new(name);
        learner.Train(0, 20);
        for (int phase = 0; phase < learner.Record.Count; phase++)
        {
            for (int layer = 1; layer <= _architecture.OutputLayer; layer++)
                Assert.All(learner.Record[phase].Rates[layer].ToArray(), static rate => Assert.InRange(rate, 0f, 1f));
        }
    }

    // Catches rows beyond the batch that take part in an update: the last batch of an epoch is smaller.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Rows_beyond_the_batch_do_not_matter(string name)
    {
        using Learner full = new(name);
        full.Train(0, 4);
        using Learner short1 = new(name), short2 = new(name);
        short1.CopySynapsesFrom(full);
        short2.CopySynapsesFrom(full);
        short2.Train(9, 10);
        short2.CopySynapsesFrom(full);
        foreach (Learner learner in (Learner[])[short1, short2])
        {
            Toy.Fill(learner.Batch, 4);
            learner.Batch.Count = 3;
            learner.Step();
        }

        Assert.Equal(short1.Values(), short2.Values());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_toy_is_learned(string name)
    {
        using Learner learner = new(name);
        learner.Train(0, 1000, rateFactor: 1);
        int correct = 0;
        for (int number = 1000; number < 1020; number++)
        {
            Toy.Fill(learner.Batch, number);
            learner.Rule.Infer(learner.Synapses, learner.Batch, learner.Record[0]);
            correct += Accuracy.Correct(learner.Record[0].Rates[_architecture.OutputLayer], learner.Batch.Labels);
        }

        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.97, 1);
    }

    // Counted on this thread, which does its share of every phase and update; other threads may serve the test runner.
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_step_allocates_nothing(string name)
    {
        foreach (int threads in (int[])[1, 2])
        {
            using Learner learner = new(name, threads);
            learner.Train(0, 50);
            Toy.Fill(learner.Batch, 50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 20; repeat++)
                learner.Step();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_weight_that_is_not_a_number_ends_as_a_divergence_that_names_the_layer(string name)
    {
        using Learner learner = new(name);
        Toy.Fill(learner.Batch, 0);
        learner.Synapses["wff"][2][0, 0] = float.NaN;
        RelaxationOutcome outcome = learner.Rule.RunPhases(learner.Synapses, learner.Batch, learner.Record);
        Assert.Equal(new RelaxationOutcome(RelaxationEnd.Diverged, Phase: 0, Layer: 2, Sweep: 0), outcome);
    }

    private static float[] Train(string name, int threads, int minibatches, ulong seed = 3)
    {
        using Learner learner = new(name, threads, seed);
        learner.Train(0, minibatches);
        return learner.Values();
    }

    private sealed class Learner : IDisposable
    {
        private readonly ThreadTeam _team;

        public Learner(string name, int threads = 1, ulong seed = 3)
        {
            RuleInfo info = RuleCatalog.Find(name)!;
            _team = new ThreadTeam(threads);
            Rule = info.Create<float>(Activator.CreateInstance(info.Options)!);
            Synapses = Rule.Grow(_architecture, new RandomStream(seed));
            Record = Rule.Prepare(_architecture, Toy.BatchSize, _team);
        }

        public ILearningRule<float> Rule { get; }

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
            Rule.RunPhases(Synapses, Batch, Record);
            Rule.Update(Synapses, Record, rateFactor);
        }

        public float[] Values(params string[] kinds) =>
            [.. Synapses.All.Where(pair => kinds.Length == 0 || kinds.Contains(pair.Key.Split('.')[0])).SelectMany(static pair => pair.Value.ToArray())];

        public void CopySynapsesFrom(Learner other)
        {
            foreach ((KeyValuePair<string, PanelMatrix<float>> mine, KeyValuePair<string, PanelMatrix<float>> theirs) in Synapses.All.Zip(other.Synapses.All))
                mine.Value.Import(theirs.Value.ToArray());
        }

        public void Dispose() => _team.Dispose();
    }
}
