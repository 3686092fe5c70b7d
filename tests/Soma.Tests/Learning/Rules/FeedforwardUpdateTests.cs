using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>The feedforward update from the apical side (23, appendix H) beside the plain one.</summary>
public sealed class FeedforwardUpdateTests : IDisposable
{
    private static readonly Architecture _architecture = new(Toy.Features, 10, 8, Toy.Classes);

    private readonly ThreadTeam _team = new(1);
    private readonly Batch<double> _batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);

    public FeedforwardUpdateTests() => Toy.Fill(_batch, 2);

    public void Dispose() => _team.Dispose();

    // Units of this network are silent and inside the box, so a lost (r − u) or εg u would leave a difference that no number of sweeps removes.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_difference_from_the_plain_update_goes_to_zero_with_the_residual_of_the_relaxation(bool threePhase)
    {
        (double Difference, double Residual)[] trials = [.. new[] { 20, 40, 60, 80, 100 }.Select(sweeps => Compare(sweeps, threePhase))];
        for (int index = 1; index < trials.Length; index++)
            Assert.True(trials[index].Difference < trials[index - 1].Difference && trials[index].Residual < trials[index - 1].Residual, string.Join("; ", trials));
        Assert.All(trials, static trial => Assert.InRange(trial.Difference, 0, 1e4 * trial.Residual));
        Assert.InRange(trials[^1].Difference, 0, 1e-5);
    }

    [Fact]
    public void Before_the_neurons_settle_it_is_another_update() => Assert.True(Compare(5, threePhase: false).Difference > 1e-2);

    // Only W of hidden layers takes part: the output's own error, V and B stay as published.
    [Fact]
    public void It_changes_the_feedforward_synapses_of_hidden_layers_and_nothing_else()
    {
        (Synapses<double> plain, _) = Learn(FeedforwardUpdate.Plain, 5, threePhase: false);
        (Synapses<double> apical, _) = Learn(FeedforwardUpdate.Apical, 5, threePhase: false);
        string[] changed = [.. plain.All.Zip(apical.All).Where(static pair => !pair.First.Value.ToArray().SequenceEqual(pair.Second.Value.ToArray())).Select(static pair => pair.First.Key)];
        Assert.Equal(["wff.1", "wff.2"], changed);
    }

    [Fact]
    public void A_network_without_hidden_layers_learns_as_ever()
    {
        Architecture flat = new(Toy.Features, Toy.Classes);
        double[][] learned = [.. Enum.GetValues<FeedforwardUpdate>().Select(update =>
        {
            CorInfoMax<double> rule = new(new CorInfoMaxOptions { FeedforwardUpdate = update, RandomNudgeSign = false, FeedforwardRates = [1], FeedbackRates = [] });
            Synapses<double> synapses = rule.Grow(flat, new RandomStream(5));
            PhaseRecord<double> record = rule.Prepare(flat, _batch.Count, _team);
            rule.RunPhases(synapses, _batch, record);
            rule.Update(synapses, record, 1);
            return synapses["wff"][1].ToArray();
        })];
        Assert.Equal(learned[0], learned[1]);
    }

    // The conformance suite asks rules with their default options only.
    [Fact]
    public void It_learns_the_toy_with_the_same_bits_for_any_number_of_threads_and_sets_no_memory_aside()
    {
        float[][] learned = [.. new[] { 1, 3 }.Select(LearnToy)];
        Assert.Equal(learned[0], learned[1]);
    }

    private static float[] LearnToy(int threads)
    {
        Architecture network = new(Toy.Features, 21, Toy.Classes);
        CorInfoMax<float> rule = new(new CorInfoMaxOptions { FeedforwardUpdate = FeedforwardUpdate.Apical });
        using ThreadTeam team = new(threads);
        Synapses<float> synapses = rule.Grow(network, new RandomStream(3));
        PhaseRecord<float> record = rule.Prepare(network, Toy.BatchSize, team);
        Batch<float> batch = new(Toy.BatchSize, Toy.Features, Toy.Classes);
        for (int number = 0; number < 1000; number++)
            Step(number);
        long before = GC.GetAllocatedBytesForCurrentThread();
        rule.RunPhases(synapses, batch, record);
        rule.Update(synapses, record, 0);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        int correct = 0;
        for (int number = 1000; number < 1020; number++)
        {
            Toy.Fill(batch, number);
            rule.Infer(synapses, batch, record[0]);
            correct += Accuracy.Correct(record[0].Rates[2], batch.Labels);
        }

        Assert.InRange(correct / (20.0 * Toy.BatchSize), 0.97, 1);
        return synapses["wff"][1].ToArray();

        void Step(int number)
        {
            Toy.Fill(batch, number);
            rule.RunPhases(synapses, batch, record);
            rule.Update(synapses, record, 1);
        }
    }

    private (double Difference, double Residual) Compare(int sweeps, bool threePhase)
    {
        (Synapses<double> plain, double residual) = Learn(FeedforwardUpdate.Plain, sweeps, threePhase);
        (Synapses<double> apical, _) = Learn(FeedforwardUpdate.Apical, sweeps, threePhase);
        Synapses<double> before = Grow(new CorInfoMax<double>(new CorInfoMaxOptions()));
        double difference = 0, change = 0;
        for (int layer = 1; layer < _architecture.OutputLayer; layer++)
        {
            difference += Distance(plain["wff"][layer], apical["wff"][layer]);
            change += Distance(plain["wff"][layer], before["wff"][layer]);
        }

        return (Math.Sqrt(difference / change), residual);
    }

    private (Synapses<double> Synapses, double Residual) Learn(FeedforwardUpdate update, int sweeps, bool threePhase)
    {
        CorInfoMax<double> rule = new(new CorInfoMaxOptions
        {
            FeedforwardUpdate = update,
            ThreePhase = threePhase,
            RandomNudgeSign = false,
            FreeSweeps = sweeps,
            NudgedSweeps = sweeps,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = 0.02 },
            FeedforwardRates = [1, 1, 1],
            FeedbackRates = [1, 1],
        });
        Synapses<double> synapses = Grow(rule);
        PhaseRecord<double> record = rule.Prepare(_architecture, _batch.Count, _team);
        LastStep watcher = new();
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = watcher;
        rule.RunPhases(synapses, _batch, record);
        Assert.Contains(record[0].Rates[1].ToArray(), static rate => rate == 0);
        Assert.Contains(record[0].Rates[1].ToArray(), static rate => rate is > 0 and < 1);
        rule.Update(synapses, record, 1);
        return (synapses, watcher.Residual);
    }

    private static Synapses<double> Grow(CorInfoMax<double> rule) => rule.Grow(_architecture, new RandomStream(9));

    private static double Distance(PanelMatrix<double> a, PanelMatrix<double> b) => a.ToArray().Zip(b.ToArray(), static (x, y) => (x - y) * (x - y)).Sum();

    // The largest change of any hidden soma in the last sweep of the worst phase.
    private sealed class LastStep : ISweepObserver<double>
    {
        private readonly Dictionary<Phase, double> _residuals = [];
        private double[] _before = [];

        public double Residual => _residuals.Values.Max();

        public void OnSweep(Phase phase, int sweep, Activity<double> activity)
        {
            double[] now = [.. activity.Somatic[1].ToArray(), .. activity.Somatic[2].ToArray()];
            if (sweep > 0)
                _residuals[phase] = now.Zip(_before, static (a, b) => Math.Abs(a - b)).Max();
            _before = now;
        }
    }
}
