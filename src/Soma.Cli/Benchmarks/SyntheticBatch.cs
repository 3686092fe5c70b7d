using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Cli.Benchmarks;

/// <summary>Minibatches that look like MNIST to the arithmetic: as many inputs are zero.</summary>
internal static class SyntheticBatch
{
    // As in MNIST, where 19 of 100 pixels are not zero.
    private const double ActiveShare = 0.19;

    /// <summary>A minibatch, the same for the same number.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="samples">Samples in it.</param>
    /// <param name="number">Which.</param>
    public static Batch<float> Make(Architecture architecture, int samples, int number)
    {
        int classes = architecture[architecture.OutputLayer];
        RandomStream random = new RandomStream((ulong)number).Split("inputs");
        Batch<float> batch = new(samples, architecture[0], classes) { Count = samples, Random = random.Split("nudge-sign") };
        for (int row = 0; row < batch.Count; row++)
        {
            foreach (ref float value in batch.Inputs.Row(row))
                value = random.NextDouble() < ActiveShare ? (float)random.NextUniform(0.1, 1) : 0f;
            batch.Labels[row] = random.NextInt(classes);
        }

        batch.WriteTargets();
        return batch;
    }
}
