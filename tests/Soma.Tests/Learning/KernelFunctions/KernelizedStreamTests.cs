using Soma.Data;
using Soma.Learning.KernelFunctions;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.KernelFunctions;

/// <summary>The online form of pHSIC, where it must agree with the batch form, and what it may see.</summary>
public sealed class KernelizedStreamTests
{
    private const int Samples = 6, Width = 2, Classes = 3;

    private static readonly Architecture _architecture = new(4, Width, Classes);
    private static readonly KernelFunction<double> _kernel = new GaussianKernel<double>(1.5), _labelKernel = new CosineSimilarityKernel<double>();
    private static readonly KernelizedBottleneckOptions _options = new() { Memory = Samples, Estimator = DependenceEstimator.Online };

    // Points on a circle look the same from each of them, so that the running means come to rest at the batch's; when the memory holds the batch itself, each example is compared with all of it.
    [Fact]
    public void Comparing_with_a_memory_that_is_the_batch_gives_the_gradient_of_the_batch()
    {
        using Stream stream = new(_options);
        for (int pass = 0; pass < 45; pass++)
            stream.Take(Samples);
        DependenceObjective<double> objective = new(DependenceEstimator.Plausible, _options.Balance, Samples);
        Matrix<double> labels = Stream.LabelsOfBatch(), centered = new(Samples, Samples), derivative = new(Samples, Samples), expected = new(Samples, Width);
        KernelMatrix<double> k = new(_kernel, Samples, Width), l = new(_labelKernel, Samples, Classes);
        RowRange all = new(0, Samples);
        l.Compare(labels, Samples, all, stream.Team);
        k.Compare(stream.Features, Samples, all, stream.Team);
        objective.Center(l.Values, Samples, centered, stream.Team);
        objective.Derive(k.Values, centered, Samples, derivative, stream.Team);
        k.Pull(derivative, Samples, all, expected, stream.Team);
        Assert.All(expected.ToArray().Zip(stream.Gradient.ToArray()), static pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.Contains(expected.ToArray(), static value => Math.Abs(value) > 1e-4);
    }

    // How a stream is cut into minibatches is nothing to it, but for how long weights wait: here they wait for ever.
    [Fact]
    public void A_stream_feels_the_same_however_it_is_cut()
    {
        using Stream whole = new(_options with { Memory = 4 }), cut = new(_options with { Memory = 4 });
        whole.Take(Samples);
        cut.Take(2);
        double[] first = cut.Gradient.ToArray()[..(2 * Width)];
        cut.Take(4, from: 2);
        double[] expected = whole.Gradient.ToArray(), rest = cut.Gradient.ToArray()[..(4 * Width)];

        // The batch's mean is over its own samples.
        Assert.All(expected[..(2 * Width)].Zip(first), static pair => Assert.Equal(pair.First * Samples, pair.Second * 2, 1e-13));
        Assert.All(expected[(2 * Width)..].Zip(rest), static pair => Assert.Equal(pair.First * Samples, pair.Second * 4, 1e-13));
        Assert.Equal(whole.Memories(), cut.Memories());
    }

    // Catches an example that is moved by one that comes after it.
    [Fact]
    public void The_first_example_of_all_feels_nothing_and_no_example_feels_a_later_one()
    {
        using Stream stream = new(_options), other = new(_options);
        other.Features.Row(Samples - 1)[0] += 1;
        stream.Take(Samples);
        other.Take(Samples);
        double[] felt = stream.Gradient.ToArray(), changed = other.Gradient.ToArray();
        Assert.All(felt[..Width], static value => Assert.Equal(0, value));
        Assert.True(felt.AsSpan(..^Width).SequenceEqual(changed.AsSpan(..^Width)));
        Assert.False(felt.AsSpan(^Width..).SequenceEqual(changed.AsSpan(^Width..)));
    }

    [Fact]
    public void The_memory_keeps_the_newest_examples_oldest_first()
    {
        using Stream stream = new(_options with { Memory = 4 });
        stream.Take(Samples);
        Matrix<double> features = stream.Features;
        Assert.Equal(4, stream.Synapses[KernelizedStream<double>.Count][1][0, 0]);
        for (int slot = 0; slot < 4; slot++)
        {
            PanelMatrix<double> memory = stream.Synapses[KernelizedStream<double>.Memory][1];
            Assert.Equal((features.Row(2 + slot)[0], features.Row(2 + slot)[1]), (memory[0, slot], memory[1, slot]));
        }
    }

    private sealed class Stream : IDisposable
    {
        private readonly Activity<double> _activity;
        private readonly KernelizedBottleneckOptions _streamOptions;
        private readonly Batch<double> _batch = new(Samples, 4, Classes);

        public Stream(KernelizedBottleneckOptions options)
        {
            _streamOptions = options;
            Synapses = new Synapses<double>(_architecture);
            KernelizedStream<double>.Grow(Synapses, [(1, Width)], Classes, options.Memory);
            _activity = new Activity<double>(_architecture, Samples, Team);
            for (int sample = 0; sample < Samples; sample++)
                (Features.Row(sample)[0], Features.Row(sample)[1]) = (Math.Cos(2 * Math.PI * sample / Samples), Math.Sin(2 * Math.PI * sample / Samples));
        }

        public ThreadTeam Team { get; } = new(2);

        public Synapses<double> Synapses { get; }

        public Matrix<double> Features { get; } = new(Samples, Width);

        public Matrix<double> Gradient { get; } = new(Samples, Width);

        public void Take(int count, int from = 0)
        {
            _batch.Count = count;
            Matrix<double> present = new(Samples, Width);
            for (int sample = 0; sample < count; sample++)
            {
                _batch.Labels[sample] = (from + sample) % Classes;
                Features.Row(from + sample).CopyTo(present.Row(sample));
            }

            _batch.WriteTargets();
            KernelizedStream<double> stream = KernelizedStream<double>.Of(_activity, _labelKernel, _streamOptions);
            stream.Compare(Synapses, _batch, Team);
            stream.Pull(Synapses, 1, KernelizedStream<double>.BuffersOf(_activity, 1, _kernel, _streamOptions.Memory, Width), present, count, Gradient, Team);
            stream.Remember(Synapses, 1, present, count);
            stream.Remember(Synapses, count);
        }

        public double[] Memories() => [.. Synapses.All.SelectMany(static pair => pair.Value.ToArray())];

        public static Matrix<double> LabelsOfBatch()
        {
            Matrix<double> labels = new(Samples, Classes);
            for (int sample = 0; sample < Samples; sample++)
            {
                labels.Row(sample).Fill(-1.0 / Classes);
                labels.Row(sample)[sample % Classes] += 1;
            }

            return labels;
        }

        public void Dispose() => Team.Dispose();
    }
}
