using System.CommandLine;
using System.Text;
using Soma.Cli.Parsing;
using Soma.Cli.Running;
using Soma.Data;

namespace Soma.Cli.Commands.Data;

/// <summary><c>soma data show</c>: draws samples as text.</summary>
internal sealed class DataShowCommand : Verb
{
    // From dark to bright, as on a dark terminal.
    private const string Shades = " .:-=+*#%@";

    private readonly Argument<string> _name = new("NAME") { Description = "Name of a dataset of square grey images (see: soma data list)." };
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<DatasetPart> _on = CommonOptions.On(DatasetPart.Train);
    private readonly Option<int?> _from = Numbers.Option("--from", "N", "Number of the first sample. Default: 0.", 0, int.MaxValue);
    private readonly Option<int?> _count = Numbers.Option("--count", "N", "How many samples. Default: 3.", 1, 1000);

    public DataShowCommand(Terminal terminal)
        : base("show", "Draws samples of a dataset as text, each with its class.", terminal, "soma data show mnist", "soma data show mnist --on test --from 100 --count 1")
    {
        Add(_name);
        Takes(_on, _from, _count, _data);
        Does((parsed, _) => Run(parsed));
    }

    private ExitCode Run(ParseResult parsed)
    {
        IDatasetSource source = DataSource.Require(parsed.GetRequiredValue(_name));
        DatasetPair pair = DataSource.Load(source.Name, parsed.GetValue(_data)).Pair;
        Dataset samples = pair.Take(parsed.GetValue(_on));
        int first = parsed.GetValue(_from) ?? 0;
        if (first >= samples.Count)
            throw new UsageException($"{samples.Name} has the samples 0 to {samples.Count - 1}, but --from was given {first}.");
        int side = (int)Math.Sqrt(samples.Features);
        if (side * side != samples.Features)
            throw new UsageException($"A sample of {samples.Name} has {samples.Features} features, which make no square image.");
        for (int sample = first; sample < Math.Min(samples.Count, first + (parsed.GetValue(_count) ?? 3)); sample++)
        {
            Terminal.Out.WriteLine($"{samples.Name} {sample}: {source.LabelNames[samples.Labels.Span[sample]]}");
            Draw(samples.Samples.Span.Slice(sample * samples.Features, samples.Features), side);
        }

        return ExitCode.Done;
    }

    // A character is about twice as high as it is wide, so each pixel gets two.
    private void Draw(ReadOnlySpan<byte> pixels, int side)
    {
        StringBuilder line = new();
        for (int row = 0; row < side; row++)
        {
            line.Clear();
            foreach (byte pixel in pixels.Slice(row * side, side))
                line.Append(Shades[pixel * (Shades.Length - 1) / byte.MaxValue], 2);
            Terminal.Out.WriteLine(line.ToString().TrimEnd());
        }
    }
}
