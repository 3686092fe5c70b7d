using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>Chooses samples by lot: the files of some datasets are in order of class.</summary>
internal static class SampleLot
{
    /// <summary>Numbers of samples, ascending; the same ones for every network, so that portraits can be compared.</summary>
    public static int[] Draw(int count, int wanted)
    {
        int[] samples = [.. Enumerable.Range(0, count)];
        new RandomStream(0).Split("portrait").Shuffle<int>(samples);
        int[] chosen = samples[..Math.Min(wanted, count)];
        Array.Sort(chosen);
        return chosen;
    }
}
