using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>Share of samples whose strongest output unit is the label's.</summary>
public static class Accuracy
{
    /// <summary>How many samples are answered rightly.</summary>
    /// <param name="outputs">Rates of the output layer, shape (capacity, classes).</param>
    /// <param name="labels">The classes of the samples, one per row from row 0.</param>
    public static int Correct<T>(Matrix<T> outputs, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int correct = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            if (Answer(outputs.Row(sample)) == labels[sample])
                correct++;
        }

        return correct;
    }

    /// <summary>The strongest unit; the first of those that are equally strong, as is usual for an arg max.</summary>
    /// <param name="outputs">One sample's outputs.</param>
    public static int Answer<T>(ReadOnlySpan<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int strongest = 0;
        for (int unit = 1; unit < outputs.Length; unit++)
        {
            if (outputs[unit] > outputs[strongest])
                strongest = unit;
        }

        return strongest;
    }
}
