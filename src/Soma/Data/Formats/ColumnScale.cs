namespace Soma.Data.Formats;

/// <summary>Brings each column to the range from 0 to 1 that it has in training; a column that never changes becomes 0. Test values may lie outside.</summary>
internal static class ColumnScale
{
    /// <summary>Scales both parts by the training samples alone: what the test samples are like must not be known beforehand.</summary>
    /// <param name="pair">Samples kept as numbers.</param>
    public static DatasetPair Apply(DatasetPair pair)
    {
        int columns = pair.Train.Features;
        float[] lowest = new float[columns];
        float[] highest = new float[columns];
        Array.Fill(lowest, float.PositiveInfinity);
        Array.Fill(highest, float.NegativeInfinity);
        ReadOnlySpan<float> values = pair.Train.Values.Span;
        for (int i = 0; i < values.Length; i++)
        {
            lowest[i % columns] = Math.Min(lowest[i % columns], values[i]);
            highest[i % columns] = Math.Max(highest[i % columns], values[i]);
        }

        return new DatasetPair(Scale(pair.Train), Scale(pair.Test));

        Dataset Scale(Dataset data)
        {
            float[] scaled = data.Values.ToArray();
            for (int i = 0; i < scaled.Length; i++)
            {
                double range = (double)highest[i % columns] - lowest[i % columns];
                scaled[i] = range > 0 ? (float)((scaled[i] - (double)lowest[i % columns]) / range) : 0;
            }

            return new Dataset(data.Name, columns, data.Classes, scaled, data.Labels) { LabelNames = data.LabelNames, Image = data.Image };
        }
    }
}
