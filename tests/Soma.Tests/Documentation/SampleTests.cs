using System.Globalization;
using System.Text.RegularExpressions;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;
using Soma.Samples;
using Soma.Testing;
using Soma.Tests.Learning;
using Soma.Tests.Numerics;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Tests.Documentation;

/// <summary>The samples do what the pages that quote them say. They write to the console, so they run alone.</summary>
[Collection(ForcedPaths.Name)]
public sealed partial class SampleTests
{
    private static readonly Architecture _architecture = new(Toy.Features, 21, Toy.Classes);

    [Fact]
    public void The_twelve_lines_of_README_learn_to_read_digits()
    {
        string output = OutputOf(static () => typeof(ContrastiveHebbian<>).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]));
        double accuracy = double.Parse(TestAccuracy().Match(output).Groups["percent"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 91, 100);
    }

    [Fact]
    public void The_rule_of_the_docs_learns_the_toy()
    {
        using Learner learner = new(threads: 2);
        for (int number = 0; number < 1000; number++)
            learner.Step(number);
        int correct = 0;
        for (int number = 1000; number < 1020; number++)
            correct += learner.Correct(number);
        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.97, 1);
    }

    [Fact]
    public void The_rule_of_the_docs_keeps_the_promises_of_bits_and_memory()
    {
        using Learner one = new(threads: 1), three = new(threads: 3), newborn = new(threads: 1);
        for (int number = 0; number < 12; number++)
        {
            one.Step(number);
            three.Step(number);
        }

        Assert.Equal(one.Values("wff"), three.Values("wff"));
        Assert.Equal(newborn.Values("wfb"), one.Values("wfb"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        one.Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // The page says that the trainer asks for nothing more than the rule; here it gets one that the library does not know.
    [Fact]
    public void The_rule_of_the_docs_is_trained_by_the_trainer_as_it_is()
    {
        IDatasetSource mnist = DatasetCatalog.Find("mnist")!;
        DatasetPair all = mnist.Load(new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(mnist));
        using ThreadTeam team = new(1);
        Trainer<float> trainer = new(OwnRule.Experiment(), new DatasetPair(all.Train.Take(6000), all.Test.Take(1000)), team);
        Assert.InRange(trainer.Run(trainer.Begin()).LastEpoch!.TestAccuracy, 0.75, 1);
    }

    // Neither the trainer nor the comparison may look a rule up by its name.
    [Fact]
    public void The_rule_of_the_docs_is_compared_as_it_is()
    {
        IDatasetSource mnist = DatasetCatalog.Find("mnist")!;
        DatasetPair all = mnist.Load(new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(mnist));
        using ThreadTeam team = new(1);
        using TemporaryFolder folder = new();
        string output = OutputOf(() => Comparing.Run(new DatasetPair(all.Train.Take(600), all.Test.Take(100)), team, folder.File("comparison")));
        Assert.Matches(@"^mnist: \d.* × backpropagation\r?\nown: \d.* × backpropagation\r?\n$", output);
    }

    [Fact]
    public void The_options_of_the_docs_are_described_with_their_limits() =>
        Assert.Contains(OptionsBinder.Describe(typeof(ContrastiveHebbianOptions)), static option => option.Path == "feedbackGain" && option.Meaning.StartsWith('γ'));

    private static string OutputOf(Action program)
    {
        TextWriter console = Console.Out;
        using StringWriter output = new();
        Console.SetOut(output);
        try
        {
            program();
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString();
    }

    [GeneratedRegex(@"test accuracy (?<percent>[\d.]+)")]
    private static partial Regex TestAccuracy();

    private sealed class Learner : IDisposable
    {
        private readonly ThreadTeam _team;
        private readonly ContrastiveHebbian<float> _rule = new(new ContrastiveHebbianOptions());
        private readonly Synapses<float> _synapses;
        private readonly PhaseRecord<float> _record;
        private readonly Batch<float> _batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);

        public Learner(int threads)
        {
            _team = new ThreadTeam(threads);
            _synapses = _rule.Grow(_architecture, new RandomStream(3));
            _record = _rule.Prepare(_architecture, Toy.BatchSize, _team);
        }

        public void Step(int number)
        {
            Toy.Fill(_batch, number);
            Step();
        }

        public void Step()
        {
            Assert.False(_rule.RunPhases(_synapses, _batch, _record).HasDiverged);
            _rule.Update(_synapses, _record, rateFactor: 1);
        }

        public int Correct(int number)
        {
            Toy.Fill(_batch, number);
            _rule.Infer(_synapses, _batch, _record[0]);
            return Accuracy.Correct(_record[0].Rates[_architecture.OutputLayer], _batch.Labels);
        }

        public float[] Values(string kind) => [.. _synapses.All.Where(pair => pair.Key.StartsWith(kind, StringComparison.Ordinal)).SelectMany(static pair => pair.Value.ToArray())];

        public void Dispose() => _team.Dispose();
    }
}
