using Soma.Data;
using Soma.Numerics;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>Three classes of noisy prototypes as bytes, and an experiment that learns them in a fraction of a second.</summary>
internal static class TinyProblem
{
    public const int Features = 12, Classes = 3, TrainSamples = 90, TestSamples = 31, BatchSize = 8;

    // The last minibatch of an epoch holds two samples.
    public const int Minibatches = 12;

    public const string Json = """
        {
          "name": "tiny", "data": "mnist", "architecture": [12, 9, 3], "batchSize": 8, "epochs": 4, "seed": 5,
          "rule": { "name": "corinfomax", "freeSweeps": 20, "nudgedSweeps": 8, "feedforwardRates": [1, 0.7], "feedbackRates": [0.15] },
          "schedule": [ { "from": 0, "factor": 0.95 }, { "from": 2, "factor": 0.9 } ]
        }
        """;

    public static DatasetPair Data { get; } = new(Make("tiny/train", TrainSamples), Make("tiny/test", TestSamples));

    public static Experiment Experiment(params IReadOnlyList<string> overrides) => ExperimentReader.Read(Json, "tiny", overrides);

    private static Dataset Make(string name, int samples)
    {
        RandomStream random = new RandomStream(11).Split(name);
        byte[] pixels = new byte[samples * Features], labels = new byte[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            labels[sample] = (byte)random.NextInt(Classes);
            for (int feature = 0; feature < Features; feature++)
                pixels[(sample * Features) + feature] = (byte)(random.NextInt(5) == 0 ? 0 : (feature / 4 == labels[sample] ? 200 : 0) + random.NextInt(52));
        }

        return new Dataset(name, Features, Classes, pixels, labels);
    }
}
