using System.Globalization;

namespace Soma.Cli.Reporting;

/// <summary>Tells of a transfer in a line per tenth.</summary>
/// <param name="output">Where to.</param>
/// <param name="total">All bytes.</param>
internal sealed class PercentLines(TextWriter output, long total) : IProgress<long>
{
    private const int Step = 10;

    private int _told;

    /// <inheritdoc/>
    public void Report(long value)
    {
        int percent = (int)(100 * value / total) / Step * Step;
        if (percent <= _told)
            return;
        _told = percent;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{percent} % of {total} bytes"));
    }
}
