using BenchmarkDotNet.Attributes;
using Soma.Dynamics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Benchmarks;

/// <summary>
/// One training minibatch of CorInfoMax at the published MNIST setting, whole and in its parts, on the widest path. One thread and several must give the
/// same synapses before they are timed.
/// </summary>
[MemoryDiagnoser]
public class MinibatchBenchmarks
{
    private const int StepsToCompare = 3;

    private Learner _learner = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _learner = new Learner(Threads);
        RequireAgreement();
    }

    [GlobalCleanup]
    public void Cleanup() => _learner.Dispose();

    [Benchmark(Baseline = true)]
    public RelaxationEnd Minibatch()
    {
        RelaxationEnd end = _learner.Live();
        _learner.Learn();
        return end;
    }

    [Benchmark]
    public RelaxationEnd Phases() => _learner.Live();

    [Benchmark]
    public void Update() => _learner.Learn();

    private void RequireAgreement()
    {
        using Learner alone = new(threads: 1);
        for (int step = 0; step < StepsToCompare; step++)
        {
            alone.Live();
            alone.Learn();
            _ = Minibatch();
        }

        foreach ((KeyValuePair<string, PanelMatrix<float>> one, KeyValuePair<string, PanelMatrix<float>> many) in alone.Synapses.All.Zip(_learner.Synapses.All))
        {
            if (!one.Value.ToArray().AsSpan().SequenceEqual(many.Value.ToArray()))
                throw new InvalidOperationException($"{Threads} threads disagree with one about {one.Key}; times of different results are not to be compared.");
        }
    }
}
