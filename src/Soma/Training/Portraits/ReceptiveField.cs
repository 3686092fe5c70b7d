using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>What a hidden unit of the first layer looks for.</summary>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Length">The Euclidean length of its weight vector.</param>
/// <param name="Weights">The weights themselves, in the order of the image.</param>
public sealed record ReceptiveField(int Unit, double Length, Picture Weights)
{
    private const string Feedforward = "wff";

    /// <summary>Those of the units with the longest weight vectors; none if the samples are no images or the rule has no such synapses.</summary>
    internal static IReadOnlyList<ReceptiveField> Of<T>(Synapses<T> synapses, Dataset data, int most)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Picture.ShapeOf(data) is not { } shape || synapses.Architecture.OutputLayer < 2 || !synapses.Contains(Feedforward))
            return [];
        PanelMatrix<T> weights = synapses[Feedforward][1];
        return [.. Enumerable.Range(0, weights.Outputs).Select(Field).OrderByDescending(static field => field.Length).ThenBy(static field => field.Unit).Take(most)];

        ReceptiveField Field(int unit)
        {
            double[] row = [.. Enumerable.Range(0, weights.Inputs).Select(input => double.CreateChecked(weights[unit, input]))];
            return new ReceptiveField(unit, Math.Sqrt(row.Sum(static value => value * value)), new Picture(shape, row));
        }
    }
}
