using Soma.Data;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;
using Soma.Tests.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Networks of blocks with everything that blocks can be, which the defaults of the conformance tests are not.</summary>
[Collection(ForcedPaths.Name)]
public sealed class BlockRuleTests
{
    private const int Side = 6, Samples = 7, Classes = 3;

    // Channels 8 of 6 × 6, 12 of 3 × 3, and 10 units.
    private static readonly Architecture _architecture = new(2 * Side * Side, 8 * Side * Side, 12 * 9, 10, Classes);

    public static TheoryData<string> Rules() => ["phsic", "online", "backpropagation", "feedback-alignment", "classification"];

    // Catches a sum whose order depends on who works: batch statistics, windows written out a few images at a time, masks drawn by several threads.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Convolutions_give_the_same_bits_on_every_path_and_for_any_number_of_threads(string name)
    {
        float[] expected = Trained(name, threads: 1);
        Assert.All(expected, static value => Assert.True(float.IsFinite(value)));
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using IDisposable forced = PrimitivePaths.Force(path);
            foreach (int threads in (int[])[1, 3])
                Assert.Equal(expected, Trained(name, threads));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_step_of_convolutions_allocates_nothing(string name)
    {
        using ThreadTeam team = new(1);
        ILearningRule<float> rule = Rule(name);
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(1));
        PhaseRecord<float> record = rule.Prepare(_architecture, Samples, team);
        Batch<float> batch = Filled(0);
        for (int step = 0; step < 40; step++)
            Step(rule, synapses, batch, record);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Step(rule, synapses, batch, record);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    // A network that standardizes by the batch while it learns has to answer each question by itself.
    [Fact]
    public void An_answer_does_not_depend_on_the_other_questions()
    {
        using ThreadTeam team = new(1);
        ILearningRule<float> rule = Rule("phsic");
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(1));
        PhaseRecord<float> record = rule.Prepare(_architecture, Samples, team);
        for (int step = 0; step < 5; step++)
            Step(rule, synapses, Filled(step), record);
        Batch<float> batch = Filled(9);
        rule.Infer(synapses, batch, record[0]);
        float[] together = record[0].Rates[_architecture.OutputLayer].Row(2).ToArray();
        batch.Inputs.Row(2).CopyTo(batch.Inputs.Row(0));
        batch.Count = 1;
        rule.Infer(synapses, batch, record[0]);
        Assert.True(together.AsSpan().SequenceEqual(record[0].Rates[_architecture.OutputLayer].Row(0)));
    }

    [Fact]
    public void Objections_name_what_does_not_fit()
    {
        ConvolutionOptions[] convolutions = [new() { Channels = 8 }, new() { Channels = 12, Pool = true }];
        Assert.Equal(
            ["architecture: layer 1 is a convolution with 8 channels of 6 × 6 pixels, that is 288 units, but 100 are given."],
            new BlockBackpropagation<float>(new() { Convolutions = convolutions, InputChannels = 2 }).Objections(new Architecture(72, 100, 108, 3)));
        Assert.Equal(
            ["inputChannels: 72 features are no square image of 3 planes."],
            new BlockBackpropagation<float>(new() { Convolutions = convolutions, InputChannels = 3 }).Objections(new Architecture(72, 288, 108, 3)));
        Assert.Equal(
            ["convolutions: there are 2, but the architecture has 1 hidden layers.", "localOptimizer: there is no optimizer 'sdg'; did you mean 'sgd'?"],
            new KernelizedBottleneck<float>(new() { Convolutions = convolutions, InputChannels = 2, LocalOptimizer = new() { Name = "sdg" } }).Objections(new Architecture(72, 288, 3)));
        Assert.Empty(new BlockBackpropagation<float>(new() { Convolutions = convolutions, InputChannels = 2 }).Objections(_architecture));
    }

    private static float[] Trained(string name, int threads)
    {
        using ThreadTeam team = new(threads);
        ILearningRule<float> rule = Rule(name);
        Assert.Empty(rule.Objections(_architecture));
        Synapses<float> synapses = rule.Grow(_architecture, new RandomStream(1));
        PhaseRecord<float> record = rule.Prepare(_architecture, Samples, team);
        for (int step = 0; step < 4; step++)
            Step(rule, synapses, Filled(step), record);
        return [.. synapses.All.SelectMany(static pair => pair.Value.ToArray())];
    }

    private static void Step(ILearningRule<float> rule, Synapses<float> synapses, Batch<float> batch, PhaseRecord<float> record)
    {
        batch.Random.MoveTo(3);
        rule.RunPhases(synapses, batch, record);
        rule.Update(synapses, record, 0.1);
    }

    private static Batch<float> Filled(int number)
    {
        Batch<float> batch = new(Samples, 2 * Side * Side, Classes) { Count = Samples, Random = new RandomStream(4) };
        RandomStream random = new RandomStream(3).Split("images");
        random.MoveTo((ulong)number);
        for (int sample = 0; sample < Samples; sample++)
        {
            batch.Labels[sample] = random.NextInt(Classes);
            foreach (ref float pixel in batch.Inputs.Row(sample))
                pixel = (float)random.NextUniform(-1, 1) + batch.Labels[sample];
        }

        batch.WriteTargets();
        return batch;
    }

    private static ILearningRule<float> Rule(string name) => name switch
    {
        "phsic" => new KernelizedBottleneck<float>(With(new KernelizedBottleneckOptions { Kernel = Soma.Learning.KernelFunctions.KernelKind.Gaussian })),
        "online" => new KernelizedBottleneck<float>(With(new KernelizedBottleneckOptions { Estimator = Soma.Learning.KernelFunctions.DependenceEstimator.Online, Memory = 9 })),
        "backpropagation" => new BlockBackpropagation<float>(With(new BlockBackpropagationOptions { DivisiveNormalization = true })),
        "feedback-alignment" => new BlockFeedbackAlignment<float>(With(new BlockFeedbackAlignmentOptions { Feedback = BlockFeedbackPath.Sign, Manhattan = true })),
        _ => new LayerClassification<float>(With(new LayerClassificationOptions { ClassifierInputs = 40, FixedFeedback = true })),
    };

    private static TOptions With<TOptions>(TOptions options)
        where TOptions : BlockOptions => (TOptions)(options with
        {
            Convolutions = [new() { Channels = 8 }, new() { Channels = 12, Pool = true }],
            InputChannels = 2,
            BatchNormalization = true,
            Nonlinearity = Nonlinearity.Selu,
            Dropout = 0.1,
            Rate = 0.001,
        });
}
