using System.Globalization;
using System.Text;

namespace Soma.Data;

/// <summary>
/// Draws samples as text, for a first look: images in shades, side by side as far as they fit, colour reduced to its brightness; other samples as a line of bars.
/// The same samples always give the same lines.
/// </summary>
public static class DatasetPreview
{
    // From dark to bright, as on a dark terminal.
    private const string Shades = " .:-=+*#%@";
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string Gap = "  ";

    // Rows of images up to this height get a line each; of higher ones two share a line, as a character is about twice as high as it is wide.
    private const int MostFullRows = 16;

    /// <summary>Draws samples.</summary>
    /// <param name="data">Where they are.</param>
    /// <param name="first">Number of the first, 0 to the number of samples.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="width">Characters per line at most, at least 16; default 80. Wider images are drawn smaller.</param>
    /// <returns>Lines without ends and without blanks at their ends; a line with number and class stands above each sample.</returns>
    public static IReadOnlyList<string> Draw(Dataset data, int first, int count, int width = 80)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 16);
        List<string[]> drawings = [];
        for (int sample = first; sample < Math.Min(data.Count, (long)first + count); sample++)
            drawings.Add([Caption(data, sample), .. ShapeOf(data) is { } shape ? DrawImage(data, sample, shape, width) : DrawBars(data, sample, width)]);

        List<string> lines = [];
        int start = 0;
        while (start < drawings.Count)
        {
            int columns = drawings[start..].Max(static drawing => drawing.Max(static line => line.Length));
            int beside = Math.Max(1, (width + Gap.Length) / (columns + Gap.Length));
            AddRow(lines, drawings.GetRange(start, Math.Min(beside, drawings.Count - start)), width);
            start += beside;
        }

        return lines;
    }

    private static void AddRow(List<string> lines, List<string[]> drawings, int width)
    {
        if (lines.Count > 0)
            lines.Add(string.Empty);
        int[] columns = [.. drawings.Select(static drawing => drawing.Max(static line => line.Length))];
        for (int line = 0; line < drawings.Max(static drawing => drawing.Length); line++)
        {
            string text = string.Join(Gap, drawings.Select((drawing, i) => (line < drawing.Length ? drawing[line] : string.Empty).PadRight(columns[i])));
            lines.Add((text.Length > width ? text[..width] : text).TrimEnd());
        }
    }

    private static string Caption(Dataset data, int sample) => string.Create(CultureInfo.InvariantCulture, $"{sample}: {data.LabelNames[data.Labels.Span[sample]]}");

    // Bytes that fill a square of some size are pixels more often than not, even where the file does not say so.
    private static ImageShape? ShapeOf(Dataset data)
    {
        if (data.Image is not null)
            return data.Image;
        int side = (int)Math.Sqrt(data.Features);
        return data.Values.IsEmpty && side >= 8 && side * side == data.Features ? new ImageShape(1, side, side) : null;
    }

    private static IEnumerable<string> DrawImage(Dataset data, int sample, ImageShape shape, int width)
    {
        double[] brightness = Brightness(Scaled(data, sample), shape);
        bool isSmall = shape.Rows <= MostFullRows && shape.Columns * 2 <= width;
        int shrink = (shape.Columns + width - 1) / width;
        int high = isSmall ? 1 : shrink * 2;
        for (int row = 0; row < shape.Rows; row += high)
        {
            StringBuilder line = new();
            for (int column = 0; column < shape.Columns; column += shrink)
                line.Append(ShadeOf(Mean(brightness, shape, row, column, high, shrink)), isSmall ? 2 : 1);
            yield return line.ToString();
        }
    }

    private static double Mean(double[] brightness, ImageShape shape, int row, int column, int high, int wide)
    {
        double sum = 0;
        int count = 0;
        for (int y = row; y < Math.Min(row + high, shape.Rows); y++)
        {
            for (int x = column; x < Math.Min(column + wide, shape.Columns); x++, count++)
                sum += brightness[(y * shape.Columns) + x];
        }

        return sum / count;
    }

    private static char ShadeOf(double brightness) => Shades[Math.Clamp((int)(brightness * Shades.Length), 0, Shades.Length - 1)];

    // Weighted as the eye weighs them (ITU-R BT.601); planes that are not red, green and blue weigh the same.
    private static double[] Brightness(double[] values, ImageShape shape)
    {
        double[] weights = shape.Channels == 3 ? [0.299, 0.587, 0.114] : [.. Enumerable.Repeat(1.0 / shape.Channels, shape.Channels)];
        double[] brightness = new double[shape.Rows * shape.Columns];
        for (int i = 0; i < values.Length; i++)
            brightness[i % brightness.Length] += weights[i / brightness.Length] * values[i];
        return brightness;
    }

    private static IEnumerable<string> DrawBars(Dataset data, int sample, int width)
        => Scaled(data, sample).Select(static value => Bars[Math.Clamp((int)(value * Bars.Length), 0, Bars.Length - 1)]).Chunk(width).Select(static bars => new string(bars));

    // From 0 to 1: bytes as a share of the largest, other numbers between the lowest and the highest of the sample.
    private static double[] Scaled(Dataset data, int sample)
    {
        int start = sample * data.Features;
        if (data.Values.IsEmpty)
            return [.. data.Samples.Slice(start, data.Features).ToArray().Select(value => value / data.Normalization.Largest)];
        float[] values = data.Values.Slice(start, data.Features).ToArray();
        double lowest = values.Min();
        double range = values.Max() - lowest;
        return [.. values.Select(value => range > 0 ? (value - lowest) / range : 0)];
    }
}
