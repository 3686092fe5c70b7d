using Soma.Networks;
using Soma.Numerics;

namespace Soma.Cli.Benchmarks;

/// <summary>One matrix product of a network, with matrices of its own.</summary>
internal sealed class Product
{
    private readonly Action _run;

    private Product(string name, string primitive, int samples, int inputs, int outputs, Action run)
    {
        Name = name;
        Primitive = primitive;
        Samples = samples;
        Inputs = inputs;
        Outputs = outputs;
        _run = run;
    }

    /// <summary>What the network uses it for.</summary>
    public string Name { get; }

    /// <summary>The primitive that computes it.</summary>
    public string Primitive { get; }

    /// <summary>Samples, the rows of the signals.</summary>
    public int Samples { get; }

    /// <summary>Presynaptic units.</summary>
    public int Inputs { get; }

    /// <summary>Postsynaptic units.</summary>
    public int Outputs { get; }

    /// <summary>A multiply-add counts as two; padding counts as nothing.</summary>
    public double Operations => 2.0 * Samples * Inputs * Outputs;

    /// <summary>Every product of a network's minibatch on one thread, and the lateral one also for half of it, as two threads would share it.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="batchSize">Samples per minibatch.</param>
    public static IReadOnlyList<Product> Of(Architecture architecture, int batchSize)
    {
        List<Product> products = [];
        for (int layer = 1; layer <= architecture.OutputLayer; layer++)
        {
            int units = architecture[layer], below = architecture[layer - 1];
            bool output = layer == architecture.OutputLayer;
            if (!output && batchSize > 1)
                products.Add(Multiply($"lateral, layer {layer}, half a minibatch", batchSize / 2, units, units));
            products.Add(Multiply($"lateral, layer {layer}", batchSize, units, units));
            products.Add(Multiply($"drive, layer {layer}", batchSize, below, units));
            if (layer > 1)
                products.Add(Multiply($"feedback, layer {layer - 1}", batchSize, units, below));
            products.Add(Outer($"update of lateral, layer {layer}", batchSize, units, units, decay: 0.5f, scale: 0.5f));
            products.Add(Outer($"update of drive, layer {layer}", batchSize, below, units, decay: 1, scale: 1e-9f));
        }

        return products;
    }

    /// <summary>How long a run of calls takes.</summary>
    /// <param name="calls">How many calls.</param>
    public double Milliseconds(int calls) => Sample.Milliseconds(() =>
    {
        for (int call = 0; call < calls; call++)
            _run();
    });

    /// <summary>Billions of operations per second of a run of calls.</summary>
    /// <param name="calls">How many calls.</param>
    public double Gigaflops(int calls) => Operations * calls / (1e6 * Milliseconds(calls));

    private static Product Multiply(string name, int samples, int inputs, int outputs)
    {
        Matrix<float> x = Signals(samples, inputs, "x"), y = new(samples, outputs);
        PanelMatrix<float> weights = new(outputs, inputs);
        Fill(weights.Storage, "weights");
        return new(name, nameof(Primitives.Multiply), samples, inputs, outputs, () => Primitives.Multiply(x, weights, y, new RowRange(0, samples)));
    }

    // Lateral synapses decay and the others do not. Either way the weights stay in a range in which no arithmetic is slow.
    private static Product Outer(string name, int samples, int inputs, int outputs, float decay, float scale)
    {
        Matrix<float> pre = Signals(samples, inputs, "pre"), post = Signals(samples, outputs, "post");
        PanelMatrix<float> weights = new(outputs, inputs);
        return new(name, nameof(Primitives.AddOuter), samples, inputs, outputs, () => Primitives.AddOuter(weights, decay, scale, post, pre, samples, new RowRange(0, inputs)));
    }

    private static Matrix<float> Signals(int samples, int units, string name)
    {
        Matrix<float> signals = new(samples, units);
        for (int row = 0; row < samples; row++)
            Fill(signals.Row(row), name);
        return signals;
    }

    // No zeros: a primitive that skips them is measured without that advantage.
    private static void Fill(Span<float> values, string name)
    {
        RandomStream random = new RandomStream(0).Split(name);
        foreach (ref float value in values)
            value = (float)random.NextUniform(0.1, 1);
    }
}
