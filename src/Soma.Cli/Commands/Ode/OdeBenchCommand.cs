using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Soma.Cli.Benchmarks;
using Soma.Cli.Parsing;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Training;

namespace Soma.Cli.Commands.Ode;

/// <summary><c>soma ode bench</c>: what a gradient through a solution costs by each mode, in time and in memory.</summary>
internal sealed class OdeBenchCommand : Verb
{
    private readonly Option<string> _method = new("--method") { Description = "The method; soma ode list names them. Default: dopri5.", HelpName = "NAME", DefaultValueFactory = static _ => "dopri5" };
    private readonly Option<int[]> _steps = Whole("--steps", "Numbers of steps, each timed by itself. Default: 10,100.", [10, 100], 1_000_000);
    private readonly Option<int?> _samples = Numbers.Option("--samples", "N", "Samples of the batch. Default: 20.", 1, 100_000);
    private readonly Option<int?> _width = Numbers.Option("--width", "N", "Values of a sample. Default: 64.", 1, 100_000);
    private readonly Option<int[]> _hidden = Whole("--hidden", "Units of each hidden layer of the field. Default: 64,64.", [64, 64], 100_000);
    private readonly Option<FieldActivation?> _activation = Choice(
        "--activation", "What hidden units make of their input.", [.. Enum.GetValues<FieldActivation>().Select(static choice => (choice.ToString().ToLowerInvariant(), choice))]);

    private readonly Option<Precision?> _precision = Choice("--precision", "The value type.", ("double", Precision.Bits64), ("float", Precision.Bits32));

    private readonly Option<int?> _threads = Numbers.Option("--threads", "N", "Threads that divide the samples. Default: 1.", 1, CommonOptions.MostThreads);
    private readonly Option<double?> _seconds = Numbers.Option("--seconds", "S", "About how long each number of steps is timed. Default: 2.", 0.0, 3600.0);
    private readonly Option<bool> _json = CommonOptions.Json("Writes one JSON object instead of a table.");

    public OdeBenchCommand(Terminal terminal)
        : base(
            "bench",
            "Times the gradient of a solution by every gradient mode, and counts what it holds.",
            terminal,
            "soma ode bench",
            "soma ode bench --method rk4 --steps 10,100,1000 --samples 100 --hidden 64",
            "soma ode bench --precision float --seconds 5 --json")
    {
        Takes(_method, _steps, _samples, _width, _hidden, _activation, _precision, _threads, _seconds, _json);
        Does(Run);
    }

    private ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        string name = parsed.GetValue(_method)!;
        Tableau method = TableauCatalog.Find(name) ?? throw new UsageException(new OdeOptions { Method = name }.Problems().First());
        GradientPlan plan = new(
            method,
            parsed.GetValue(_samples) ?? 20,
            parsed.GetValue(_width) ?? 64,
            parsed.GetValue(_hidden)!,
            parsed.GetValue(_activation) ?? FieldActivation.Tanh,
            parsed.GetValue(_precision) ?? Precision.Bits64,
            parsed.GetValue(_threads) ?? 1,
            parsed.GetValue(_seconds) ?? 2);
        GradientBenchmark report = GradientBenchmark.Run(plan, parsed.GetValue(_steps)!, cancellation);
        if (parsed.GetValue(_json))
            Terminal.Out.WriteLine(report.ToJson());
        else
            report.WriteTo(Terminal);
        return ExitCode.Done;
    }

    private static Option<int[]> Whole(string name, string description, int[] otherwise, int most) => new(name)
    {
        Description = description,
        HelpName = "N,N,…",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => ParseWhole(result, name, most),
    };

    private static int[]? ParseWhole(ArgumentResult result, string name, int most)
    {
        string text = result.Tokens[0].Value;
        int[] numbers = [.. text.Split(',').Select(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
        if (Array.TrueForAll(numbers, number => number >= 1 && number <= most))
            return numbers;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"The option '{name}' takes whole numbers from 1 to {most} such as 10,100, but was given '{text}'."));
        return null;
    }

    // The first is the default.
    private static Option<TChoice?> Choice<TChoice>(string name, string description, params (string Name, TChoice Value)[] choices)
        where TChoice : struct
    {
        string names = string.Join('|', choices.Select(static choice => choice.Name));
        return new(name)
        {
            Description = $"{description} Default: {choices[0].Name}.",
            HelpName = names,
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                if (Array.Exists(choices, choice => choice.Name == word))
                    return Array.Find(choices, choice => choice.Name == word).Value;
                result.AddError($"The option '{name}' takes one of {names}, but was given '{word}'.");
                return null;
            },
        };
    }
}
