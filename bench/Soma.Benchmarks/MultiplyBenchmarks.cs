using BenchmarkDotNet.Attributes;
using Soma.Numerics;

namespace Soma.Benchmarks;

/// <summary>
/// Signals through synapses at the shapes of the MNIST network, on one thread: the plain loop and every path of this processor. They must agree to the
/// bit before they are timed. A product takes 2·samples·inputs·outputs operations; the ratio travels between machines, the time does not.
/// </summary>
public class MultiplyBenchmarks
{
    private Matrix<float> _x = null!;
    private PanelMatrix<float> _weights = null!;
    private Matrix<float> _y = null!;

    public static IEnumerable<ProductShape> Shapes => [new(20, 500, 500), new(20, 784, 500), new(20, 500, 10)];

    [ParamsSource(nameof(Shapes))]
    public ProductShape Shape { get; set; }

    private RowRange Samples => new(0, Shape.Samples);

    [GlobalSetup]
    public void Setup()
    {
        RandomStream random = new RandomStream(1).Split("multiply");
        _x = new Matrix<float>(Shape.Samples, Shape.Inputs);
        _x.Import(Numbers(Shape.Samples * Shape.Inputs, random));
        _weights = new PanelMatrix<float>(Shape.Outputs, Shape.Inputs);
        _weights.Import(Numbers(Shape.Outputs * Shape.Inputs, random));
        _y = new Matrix<float>(Shape.Samples, Shape.Outputs);
        RequireAgreement();
    }

    [Benchmark(Baseline = true)]
    public float PlainLoop()
    {
        Reference.Multiply(_x, _weights, _y, Samples);
        return _y.Storage[0];
    }

    [Benchmark]
    public float Scalar() => Multiply(PrimitivePath.Scalar);

    [Benchmark]
    public float Vector128() => Multiply(PrimitivePath.Vector128);

    [Benchmark]
    public float Avx2() => Multiply(PrimitivePath.Avx2);

    [Benchmark]
    public float Avx512() => Multiply(PrimitivePath.Avx512);

    private static float[] Numbers(int count, RandomStream random) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextUniform(-1, 1))];

    // Each method runs in a process of its own, so the path that is forced first stays.
    private float Multiply(PrimitivePath path)
    {
        if (PrimitivePaths.Current != path)
            _ = PrimitivePaths.Force(path);
        Primitives.Multiply(_x, _weights, _y, Samples);
        return _y.Storage[0];
    }

    private void RequireAgreement()
    {
        Reference.Multiply(_x, _weights, _y, Samples);
        float[] expected = _y.ToArray();
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            _y.Storage.Clear();
            _ = Multiply(path);
            if (!_y.ToArray().AsSpan().SequenceEqual(expected))
                throw new InvalidOperationException($"The path {path} disagrees with the plain loop at {Shape}; times of different results are not to be compared.");
        }
    }
}
