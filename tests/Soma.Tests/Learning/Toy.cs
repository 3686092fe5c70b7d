using System.Numerics;
using Soma.Data;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>Three classes of noisy prototypes in twelve dimensions, easy enough for any rule that learns at all.</summary>
internal static class Toy
{
    public const int Features = 12, Classes = 3, BatchSize = 8;

    /// <summary>One minibatch; the same for the same number.</summary>
    public static void Fill<T>(Batch<T> batch, int number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new RandomStream(7).Split("toy");
        random.MoveTo((ulong)number);
        batch.Count = batch.Capacity;
        for (int sample = 0; sample < batch.Count; sample++)
        {
            int label = random.NextInt(Classes);
            batch.Labels[sample] = label;
            Span<T> input = batch.Inputs.Row(sample);
            for (int feature = 0; feature < Features; feature++)
            {
                double prototype = feature / 4 == label ? 0.8 : 0;
                input[feature] = T.CreateChecked(random.NextDouble() < 0.2 ? 0 : Math.Clamp(prototype + (0.2 * random.NextDouble()), 0, 1));
            }
        }

        batch.WriteTargets();
        batch.Random = random;
    }
}
