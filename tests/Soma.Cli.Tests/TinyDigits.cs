using System.Buffers.Binary;
using Soma.Numerics;
using Soma.Testing;

namespace Soma.Cli.Tests;

/// <summary>A dataset in the form of MNIST, small enough to train on in no time: each class lights its own block of pixels, with some noise.</summary>
internal static class TinyDigits
{
    public const int TrainSamples = 200, TestSamples = 100;

    private const int Side = 28, Classes = 10, BlockLength = 60;

    /// <summary>Minibatches of 20 per epoch.</summary>
    public const int Minibatches = TrainSamples / 20;

    /// <summary>Writes the files.</summary>
    /// <returns>Their folder.</returns>
    public static string In(TemporaryFolder folder)
    {
        string data = folder.Folder("digits");
        Write(data, "train", TrainSamples);
        Write(data, "t10k", TestSamples);
        return data;
    }

    /// <summary>The words of a training run on it: a small network, without the run folder.</summary>
    public static string[] Train(string data, string run, params string[] more) =>
        ["train", "mnist", "--data", data, "--out", run, "--set", "architecture=[784,30,10]", .. more];

    private static void Write(string folder, string part, int samples)
    {
        byte[] images = new byte[16 + (samples * Side * Side)], labels = new byte[8 + samples];
        BinaryPrimitives.WriteInt32BigEndian(images, 0x803);
        BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(4), samples);
        BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(8), Side);
        BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(12), Side);
        BinaryPrimitives.WriteInt32BigEndian(labels, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(4), samples);
        RandomStream random = new RandomStream(0).Split(part);
        for (int sample = 0; sample < samples; sample++)
        {
            int label = sample % Classes;
            labels[8 + sample] = (byte)label;
            Span<byte> pixels = images.AsSpan(16 + (sample * Side * Side), Side * Side);
            for (int pixel = 0; pixel < BlockLength; pixel++)
                pixels[(label * BlockLength) + pixel] = (byte)random.NextInt(256);
        }

        File.WriteAllBytes(Path.Combine(folder, $"{part}-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), labels);
    }
}
