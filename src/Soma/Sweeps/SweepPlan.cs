using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>
/// All runs of a sweep, in a fixed order that follows from the sweep file alone: the cases count slowest, then the keys of the grid in the order of the file, then the draws of
/// the random search, and the seeds fastest. A cell is made when it is asked for, so that a sweep of millions costs nothing before somebody agreed to it.
/// </summary>
/// <example>
/// <code>
/// SweepPlan plan = SweepReader.Open("sweep.json");
/// SweepCell cell = plan.Cell(1);
/// </code>
/// </example>
public sealed class SweepPlan
{
    // These tell experiments apart for people, and would be wrong of an experiment that was changed.
    private static readonly string[] _descriptions = ["title", "source", "published"];

    private readonly SweepFile _file;
    private readonly SweepChoice? _always;
    private readonly IReadOnlyList<SweepAxis> _axes;
    private readonly SweepBases _bases;
    private volatile BoundSetting? _last;

    private SweepPlan(SweepFile file, string origin, SweepChoice? always, IReadOnlyList<SweepAxis> axes, IReadOnlyList<ulong> seeds, SweepBases bases, int settings)
    {
        _file = file;
        _always = always;
        _axes = axes;
        _bases = bases;
        Origin = origin;
        Seeds = seeds;
        Settings = settings;
    }

    /// <summary>Short name of the sweep.</summary>
    public string Name => _file.Name;

    /// <summary>One line for people: what is compared; may be empty.</summary>
    public string Title => _file.Title;

    /// <summary>The file that it was read from.</summary>
    public string Origin { get; }

    /// <summary>Where its run folders and its table go unless somebody says otherwise: <c>out</c> of the file, else <c>runs/NAME</c>; relative to the current folder.</summary>
    public string Folder => _file.Out.Length > 0 ? _file.Out : Path.Combine("runs", Name);

    /// <summary>The seeds of every setting; empty if each runs with the one seed of its experiment.</summary>
    public IReadOnlyList<ulong> Seeds { get; }

    /// <summary>Points of the sweep, at least 1.</summary>
    public int Settings { get; }

    /// <summary>Runs in all: settings times seeds.</summary>
    public int Count => Settings * Math.Max(1, Seeds.Count);

    /// <summary>All cells in order. Each is made anew when it is reached.</summary>
    public IEnumerable<SweepCell> Cells => Enumerable.Range(1, Count).Select(Cell);

    /// <summary>A point of the sweep.</summary>
    /// <param name="number">From 1 to <see cref="Settings"/>.</param>
    public SweepSetting Setting(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Settings);
        IReadOnlyList<SweepChoice> choices = ChoicesOf(number);
        return new(number, LabelOf(choices), [.. choices.SelectMany(static choice => choice.Changes).Select(static change => KeyValuePair.Create(change.Key, TextOf(change.Value)))]);
    }

    /// <summary>A run of the sweep.</summary>
    /// <param name="number">From 1 to <see cref="Count"/>.</param>
    /// <exception cref="SweepException">Its experiment cannot be run as changed.</exception>
    public SweepCell Cell(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Count);
        int seeds = Math.Max(1, Seeds.Count), setting = ((number - 1) / seeds) + 1;
        Experiment experiment = ExperimentOf(setting);
        if (Seeds.Count > 0)
            experiment = experiment with { Seed = Seeds[(number - 1) % seeds] };
        string folder = string.Create(CultureInfo.InvariantCulture, $"{FolderOf(setting)},seed={experiment.Seed}");
        return new SweepCell(number, Setting(setting), folder, experiment);
    }

    /// <summary>Puts a plan together.</summary>
    /// <returns>Null if it would be too large to count, which was noted.</returns>
    internal static SweepPlan? Of(SweepFile file, string origin, SweepChoice? always, IReadOnlyList<SweepAxis> axes, IReadOnlyList<ulong> seeds, SweepBases bases, List<Problem> problems)
    {
        double cells = axes.Aggregate((double)Math.Max(1, seeds.Count), static (product, axis) => product * axis.Choices.Count);
        if (cells > int.MaxValue)
        {
            problems.Add(new("", string.Create(CultureInfo.InvariantCulture, $"The sweep has {cells:E1} cells, more than can be counted; take fewer values, or draw some of them with \"{SweepFile.RandomKey}\".")));
            return null;
        }

        return new SweepPlan(file, origin, always, axes, seeds, bases, (int)cells / Math.Max(1, seeds.Count));
    }

    /// <summary>Notes what is wrong with a setting, at the places of the sweep file that cause it.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="ownOnly">Whether only what is wrong with a value by itself is noted, and not how values go together.</param>
    internal void Check(int setting, List<Problem> problems, bool ownOnly = false)
    {
        List<Problem> found = [];
        Bind(setting, found);
        foreach (Problem problem in found)
        {
            if (ownOnly && !AllChoicesOf(setting).Any(choice => choice.Changes.Any(change => IsAt(change.Key, problem.Path))))
                continue;
            SweepChoice? cause = AllChoicesOf(setting).FirstOrDefault(choice => choice.Changes.Any(change => Touches(change.Key, problem.Path)));
            problems.Add(cause is null
                ? new("", $"The setting '{Setting(setting).Label}' cannot be run: {problem}")
                : new(OptionPath.Join(cause.Path, problem.Path), problem.Message));
        }
    }

    /// <summary>Notes keys that are not known, whatever their values.</summary>
    internal void CheckKey(SweepChoice choice, List<Problem> problems)
    {
        foreach ((string key, _) in choice.Changes)
        {
            List<Problem> found = [];
            JsonObject tree = _bases.Copy(BaseOf(ChoicesOf(1)));
            ExperimentOverrides.Set(tree, key, null, found);
            new ExperimentBinder(KnownNames.Catalogued, found).Bind(tree);
            problems.AddRange(found.Where(problem => OptionsReader.IsUnknownKey(problem) && Touches(key, problem.Path)).Select(problem => problem with { Path = OptionPath.Join(choice.Path, problem.Path) }));
        }
    }

    /// <summary>The name of a setting's run folders, without the seed.</summary>
    internal string FolderOf(int setting)
    {
        IReadOnlyList<SweepChoice> choices = ChoicesOf(setting);
        return SweepFolderName.Of(NameOf(choices), [.. choices.Where(static choice => choice.Name is null).SelectMany(static choice => choice.Changes)]);
    }

    /// <summary>Whether people call a setting by a name rather than by its changes.</summary>
    internal bool IsNamed(int setting) => NameOf(ChoicesOf(setting)) is not null;

    private static bool Touches(string key, string path) => path.Length > 0 && (key == path || Within(key, path) || Within(path, key));

    private static bool IsAt(string key, string path) => key == path || Within(key, path);

    private static bool Within(string outer, string inner) => inner.StartsWith(outer + ".", StringComparison.Ordinal) || inner.StartsWith(outer + "[", StringComparison.Ordinal);

    private static string TextOf(JsonNode? value) => value?.ToJsonString(JsonText.Compact) ?? "null";

    // Seeds count fastest, so the setting asked for is most often that of before. One reference, so that threads see a whole pair or none.
    private Experiment ExperimentOf(int setting)
    {
        if (_last is { } last && last.Setting == setting)
            return last.Experiment;
        List<Problem> problems = [];
        Experiment experiment = Bind(setting, problems);
        if (problems.Count > 0)
            throw new SweepException(Origin, problems);
        _last = new BoundSetting(setting, experiment);
        return experiment;
    }

    private Experiment Bind(int setting, List<Problem> problems)
    {
        JsonObject tree = _bases.Copy(BaseOf(ChoicesOf(setting)));
        KeyValuePair<string, JsonNode?>[] changes = [.. AllChoicesOf(setting).SelectMany(static choice => choice.Changes)];
        foreach (string key in changes.Length > 0 ? _descriptions : [])
            tree.Remove(key);
        foreach ((string key, JsonNode? value) in changes)
            ExperimentOverrides.Set(tree, key, value?.DeepClone(), problems);
        if (_file.Epochs is { } epochs)
            tree[SweepFile.EpochsKey] = JsonValue.Create(JsonSerializer.SerializeToElement(epochs));
        return new ExperimentBinder(KnownNames.Catalogued, problems).Bind(tree);
    }

    private string BaseOf(IReadOnlyList<SweepChoice> choices) => choices.Select(static choice => choice.Experiment).FirstOrDefault(static name => name is not null) ?? _file.Experiment;

    // A file is called by its own name; the folders above it are not.
    private static string StemOf(string experiment) => ExperimentLibrary.Find(experiment) is null ? Path.GetFileNameWithoutExtension(experiment) : experiment;

    private string? NameOf(IReadOnlyList<SweepChoice> choices)
    {
        if (choices.Select(static choice => choice.Name).FirstOrDefault(static name => name is not null) is { } name)
            return name;
        return choices.Any(static choice => choice.Experiment is not null) || choices.All(static choice => choice.Changes.Count == 0)
            ? StemOf(BaseOf(choices))
            : null;
    }

    private string LabelOf(IReadOnlyList<SweepChoice> choices)
    {
        IEnumerable<string> changes = choices.Where(static choice => choice.Name is null).SelectMany(static choice => choice.Changes).Select(static change => $"{change.Key}={TextOf(change.Value)}");
        return string.Join(", ", NameOf(choices) is { } name ? changes.Prepend(name) : changes);
    }

    private IEnumerable<SweepChoice> AllChoicesOf(int setting) => _always is null ? ChoicesOf(setting) : ChoicesOf(setting).Prepend(_always);

    private SweepChoice[] ChoicesOf(int setting)
    {
        SweepChoice[] choices = new SweepChoice[_axes.Count];
        int rest = setting - 1;
        for (int axis = _axes.Count - 1; axis >= 0; axis--)
        {
            (rest, int index) = Math.DivRem(rest, _axes[axis].Choices.Count);
            choices[axis] = _axes[axis].Choices[index];
        }

        return choices;
    }

    private sealed record BoundSetting(int Setting, Experiment Experiment);
}
