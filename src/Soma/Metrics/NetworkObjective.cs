using System.Numerics;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// What a CorInfoMax network as a whole maximizes (1): J = Σₖ I_ε(rₖ, rₖ₊₁) − (β/2) E‖y − r_P‖², with its parts.
/// </summary>
/// <param name="Information">I_ε(rₖ₋₁, rₖ) in nats for k = 1 … P.</param>
/// <param name="OutputError">E‖y − r_P‖².</param>
/// <param name="Nudge">β; 0 if there is no teacher.</param>
public sealed record NetworkObjective(IReadOnlyList<double> Information, double OutputError, double Nudge)
{
    /// <summary>J, in nats.</summary>
    public double Value => Information.Sum() - (0.5 * Nudge * OutputError);

    /// <summary>J of samples of the same weight; each layer is looked at once.</summary>
    /// <param name="rates">r₀ = x to r_P, one sample per row.</param>
    /// <param name="targets">y, one sample per row.</param>
    /// <param name="samples">How many, from row 0.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <param name="nudge">β.</param>
    /// <exception cref="ArgumentException">There are fewer than two layers, or the targets are not as wide as the last.</exception>
    public static NetworkObjective OfSamples<T>(IReadOnlyList<Matrix<T>> rates, Matrix<T> targets, int samples, double epsilon, double nudge)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rates.Count < 2)
            throw new ArgumentException($"Information runs between layers, so at least two are needed; given were {rates.Count}.", nameof(rates));
        if (targets.Columns != rates[^1].Columns)
            throw new ArgumentException($"The output layer has {rates[^1].Columns} units, but the targets have {targets.Columns}.", nameof(targets));
        LayerSamples[] layers = [.. rates.Select(layer => LayerSamples.Of(layer, samples))];
        double[] information = [.. layers.Zip(layers.Skip(1), (below, above) => LayerSamples.Information(below, above, epsilon))];
        return new NetworkObjective(information, SquaredError(rates[^1], targets, samples), nudge);
    }

    private static double SquaredError<T>(Matrix<T> outputs, Matrix<T> targets, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<T> answer = outputs.Row(sample), wanted = targets.Row(sample);
            for (int unit = 0; unit < answer.Length; unit++)
            {
                double error = double.CreateChecked(wanted[unit]) - double.CreateChecked(answer[unit]);
                sum += error * error;
            }
        }

        return sum / samples;
    }
}
