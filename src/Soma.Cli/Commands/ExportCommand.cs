using System.CommandLine;
using Soma.Checkpoints;
using Soma.Cli.Reporting;
using Soma.Interchange;
using Soma.Sweeps;
using Soma.Training;

namespace Soma.Cli.Commands;

/// <summary><c>soma export</c>: what runs have brought, for other programs.</summary>
internal sealed class ExportCommand : Verb
{
    private readonly Argument<string[]> _runs = new("RUN") { Description = "Run folders, or folders of them, such as a sweep's.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<IRunFormat> _format = new("--format")
    {
        Description = $"What to write. {string.Join("; ", RunFormats.All.Select(static format => $"{format.Name}: {format.Summary}"))}.",
        HelpName = string.Join('|', RunFormats.All.Select(static format => format.Name)),
        Required = true,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for a file per run, called after it; made if missing. For one run also the file itself, by its ending: weights.npz.",
        HelpName = "DIR-OR-FILE",
        Required = true,
    };

    private readonly Option<bool> _all = new("--all") { Description = "With the weights also what only training needs: the memories of an optimizer, the guard's older copy. Default: off." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replaces files that are there. Default: off." };

    public ExportCommand(Terminal terminal)
        : base(
            "export",
            "Writes metrics and weights of runs in forms that other programs read. Changes no run, and may be used while one goes on.",
            terminal,
            "soma export runs/mnist-seed0 --format npz --out weights.npz",
            "soma export runs/mnist-seed0 runs/mnist-seed10 --format jsonl --out metrics",
            "soma export runs/leak-and-step --format tensorboard --out logs --overwrite")
    {
        _format.CustomParser = static result =>
        {
            string name = result.Tokens[0].Value;
            if (RunFormats.Find(name) is { } format)
                return format;
            result.AddError(Wording.Unknown("format", name, RunFormats.All.Select(static format => format.Name)));
            return null!;
        };
        Add(_runs);
        Takes(_format, _out, _all, _overwrite);
        Does((parsed, _) => Run(parsed.GetRequiredValue(_runs), parsed.GetRequiredValue(_format), parsed));
    }

    private ExitCode Run(string[] paths, IRunFormat format, ParseResult parsed)
    {
        (StoredRun Run, Action<Stream> Write)[] runs = Read(paths, format, parsed.GetValue(_all));
        string[] files = FilesOf([.. runs.Select(static one => one.Run)], format, parsed.GetRequiredValue(_out));
        RequireFree(files, parsed.GetValue(_overwrite));
        foreach (((StoredRun run, Action<Stream> write), string file) in runs.Zip(files))
        {
            if (run.IsBeingWritten)
                Terminal.Error.WriteLine($"note: a process is training in {run.Folder}; what it had saved last is exported.");
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            AtomicFile.Write(file, write);
            Terminal.Out.WriteLine($"wrote {file}");
        }

        return ExitCode.Done;
    }

    // All runs are looked at before anything is written, and all that is wrong with them is said at once.
    private static (StoredRun Run, Action<Stream> Write)[] Read(string[] paths, IRunFormat format, bool all)
    {
        List<(StoredRun, Action<Stream>)> runs = [];
        List<string> problems = [];
        foreach (string path in RunSearch.In(paths))
        {
            try
            {
                StoredRun run = StoredRun.Open(path);
                runs.Add((run, format.Read(run, all)));
            }
            catch (Exception failure) when (failure is RunFolderException or CheckpointException)
            {
                problems.Add(failure.Message);
            }
        }

        return problems.Count == 0 ? [.. runs] : throw new RunFolderException(string.Join('\n', problems));
    }

    private static string[] FilesOf(StoredRun[] runs, IRunFormat format, string target)
    {
        string ending = Path.GetExtension(format.FileOf("run"));
        if (target.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(target))
        {
            return runs.Length == 1
                ? [target]
                : throw new UsageException($"'{target}' is one file, but {Wording.Count(runs.Length, "run")} were named. Name a folder with --out, and each gets a file of its own.");
        }

        string[] twice = [.. runs.CountBy(static run => run.Name).Where(static count => count.Value > 1).Select(static count => $"'{count.Key}'")];
        return twice.Length == 0
            ? [.. runs.Select(run => Path.Combine(target, format.FileOf(run.Name)))]
            : throw new UsageException($"Several runs are called {string.Join(", ", twice)} and would be written over each other. Export them one at a time, to different folders.");
    }

    private static void RequireFree(string[] files, bool overwrite)
    {
        string[] taken = [.. files.Where(File.Exists)];
        if (!overwrite && taken.Length > 0)
            throw new UsageException($"There is already {string.Join(", ", taken)}; nothing was written. Choose another place with --out, or replace with --overwrite.");
    }
}
