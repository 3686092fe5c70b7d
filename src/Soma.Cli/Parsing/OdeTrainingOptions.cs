using System.CommandLine;
using System.Globalization;
using Soma.Cli.Running;
using Soma.Dynamics.Adjoints;
using Soma.Training;
using Soma.Training.Odes;

namespace Soma.Cli.Parsing;

/// <summary>The options that the verbs which train vector fields share.</summary>
internal sealed class OdeTrainingOptions
{
    private readonly Option<string[]> _set = CommonOptions.Set("Changes keys of the experiment, for example rate=0.003 or hidden=[32,32]. May be repeated. Default: as the experiment says.");
    private readonly Option<string?> _method = new("--method") { Description = "The Runge-Kutta method, for example dopri5, dopri8, bosh3 or rk4. Default: as the experiment says.", HelpName = "NAME" };
    private readonly Option<string?> _gradient = new("--gradient")
    {
        Description = "How solutions are differentiated: a gradient mode (see: soma ode list), or how its name begins. Default: as the experiment says.",
        HelpName = "MODE",
    };

    private readonly Option<double?> _tolerance = Numbers.Option("--tolerance", "X", "Relative tolerance of the solver; the absolute one is a tenth of it. Default: as the experiment says.", 1e-14, 1.0);
    private readonly Option<int?> _iterations = Iterations("Minibatches to learn. Default: as the experiment says.");
    private readonly Option<ulong?> _seed = Numbers.Option("--seed", "N", "Where all randomness starts. Default: as the experiment says.", 0UL, ulong.MaxValue);
    private readonly Option<string?> _out = new("--out") { Description = "Folder of the run. Default: runs/ode-NAME-seedN.", HelpName = "DIR" };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Deletes an earlier run in the folder first. Default: off, and an existing run is never touched." };
    private readonly Option<int?> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json("Writes JSON Lines to the standard output and nothing else.");

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public Option[] All => [_set, _method, _gradient, _tolerance, _iterations, _seed, _threads, _out, _overwrite, _json];

    /// <summary>--iterations N.</summary>
    /// <param name="description">Meaning and default.</param>
    public static Option<int?> Iterations(string description) => Numbers.Option("--iterations", "N", description, 1, 100_000_000);

    /// <summary>Reads an experiment with the changes that were written.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="nameOrPath">A name of the library, or a file.</param>
    public OdeExperiment Open(ParseResult parsed, string nameOrPath) => OdeExperimentLibrary.Open(nameOrPath, [.. Changes(parsed)]);

    /// <summary>Makes the run folder.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="experiment">What will be computed.</param>
    /// <returns>The folder, and its path as it is to be written.</returns>
    public (OdeRunFolder Folder, string Path) Create(ParseResult parsed, OdeExperiment experiment)
    {
        string name = experiment.Name.Length > 0 ? experiment.Name : experiment.Subject;
        string path = parsed.GetValue(_out) ?? Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"ode-{name}-seed{experiment.Seed}"));
        bool overwrite = parsed.GetValue(_overwrite);
        if (!overwrite)
            NewRunFolder.RequireFree(path, "soma ode resume");
        return (OdeRunFolder.Create(path, experiment, overwrite), path);
    }

    /// <summary>The threads that were asked for; null for the default.</summary>
    /// <param name="parsed">The command line.</param>
    public int? Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>Whether other programs listen.</summary>
    /// <param name="parsed">The command line.</param>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    private IEnumerable<string> Changes(ParseResult parsed)
    {
        foreach (string change in parsed.GetValue(_set) ?? [])
            yield return change;
        if (parsed.GetValue(_method) is { } method)
            yield return $"solver.method={method}";
        if (parsed.GetValue(_gradient) is { } gradient)
            yield return $"gradient={WholeName(gradient)}";
        if (parsed.GetValue(_tolerance) is { } tolerance)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"solver.relativeTolerance={tolerance}");
            yield return string.Create(CultureInfo.InvariantCulture, $"solver.absoluteTolerance={tolerance / 10}");
        }

        if (parsed.GetValue(_iterations) is { } iterations)
            yield return string.Create(CultureInfo.InvariantCulture, $"iterations={iterations}");
        if (parsed.GetValue(_seed) is { } seed)
            yield return string.Create(CultureInfo.InvariantCulture, $"seed={seed}");
    }

    // "symplectic" is enough where only one mode begins so.
    private static string WholeName(string written)
    {
        string[] begun = [.. GradientModeCatalog.All.Select(static mode => mode.Name).Where(name => name.StartsWith(written, StringComparison.Ordinal))];
        return begun.Length == 1 ? begun[0] : written;
    }
}
