using Soma.Checkpoints;

namespace Soma.Cli.Reporting;

/// <summary>What can be said of a tensor in a line; summed in double.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">"F32" or "F64".</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Deviation">Standard deviation of the values about their mean.</param>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Norm">Root of the sum of squares.</param>
internal sealed record TensorSummary(string Name, string Type, IReadOnlyList<int> Shape, double Mean, double Deviation, double Minimum, double Maximum, double Norm)
{
    /// <summary>Looks at a tensor of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The tensor.</param>
    public static TensorSummary Of(SafeTensorsFile file, string name)
    {
        double[] values = file.Values<double>(name);
        if (values.Length == 0)
            return new(name, file.DTypeOf(name), file.ShapeOf(name), 0, 0, 0, 0, 0);
        double mean = values.Average(), squares = 0, deviations = 0, minimum = values[0], maximum = values[0];
        foreach (double value in values)
        {
            squares += value * value;
            deviations += (value - mean) * (value - mean);
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        return new(name, file.DTypeOf(name), file.ShapeOf(name), mean, Math.Sqrt(deviations / values.Length), minimum, maximum, Math.Sqrt(squares));
    }

    /// <summary>The cells of a table.</summary>
    public string[] ToRow() =>
    [
        Name,
        $"{Type} {string.Join(" × ", Shape)}",
        Wording.Short(Mean),
        Wording.Short(Deviation),
        Wording.Short(Minimum),
        Wording.Short(Maximum),
        Wording.Short(Norm),
    ];
}
