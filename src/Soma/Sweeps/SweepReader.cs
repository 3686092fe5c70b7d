using System.Text.Json;
using System.Text.Json.Nodes;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Sweeps;

/// <summary>
/// Reads sweep files: which experiment is varied, which of its keys take which values (<c>grid</c>, <c>cases</c>, <c>random</c>), and with which seeds.
/// </summary>
public sealed class SweepReader
{
    // More settings than this are checked when they are run.
    private const int MostSettingsChecked = 10_000;

    private readonly string _origin;
    private readonly List<Problem> _problems = [];

    private SweepReader(string origin) => _origin = origin;

    /// <summary>Reads a sweep from a file.</summary>
    /// <param name="path">A JSON file.</param>
    /// <exception cref="SweepException">The file cannot be read, or something is wrong with it; all of it is said at once.</exception>
    public static SweepPlan Open(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SweepException(path, [new("", $"The file cannot be read: {failure.Message} Name a sweep file, such as those under papers/.")]);
        }
    }

    /// <summary>Reads a sweep.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed.</param>
    /// <param name="origin">What is being read. Messages name it, and paths of experiments are relative to its folder.</param>
    /// <exception cref="SweepException">Something is wrong with it; all of it is said at once.</exception>
    public static SweepPlan Read(string json, string origin)
    {
        SweepReader reader = new(origin);
        SweepPlan? plan = ExperimentTree.Parse(json, reader._problems) is { } tree ? reader.Plan(tree) : null;
        return plan is not null && reader._problems.Count == 0 ? plan : throw new SweepException(origin, [.. reader._problems.Distinct()]);
    }

    private SweepPlan? Plan(JsonObject tree)
    {
        OptionsReader options = new(_problems, []);
        SweepFile file = (SweepFile)options.Read(
            typeof(SweepFile), tree, "", ExperimentBinder.SchemaKey, SweepFile.SetKey, SweepFile.GridKey, SweepFile.CasesKey, SweepFile.RandomKey, SweepFile.SeedsKey);
        SweepAxisReader axes = new(_problems);
        SweepChoice? always = tree.ContainsKey(SweepFile.SetKey) ? axes.Set(tree[SweepFile.SetKey]) : null;
        IReadOnlyList<SweepAxis> varied = axes.Read(tree);
        axes.RequireOnce(always, varied, file.Epochs is not null);
        IReadOnlyList<ulong> seeds = tree.ContainsKey(SweepFile.SeedsKey) ? new SeedReader(_problems).Read(tree[SweepFile.SeedsKey]) : [];
        SweepBases bases = new(_origin);
        int before = _problems.Count;
        RequireExperiments(file, varied, bases);
        if (_problems.Count > before || SweepPlan.Of(file, _origin, always, [.. varied.Where(static axis => axis.Choices.Count > 0)], seeds, bases, _problems) is not { } plan)
            return null;
        if (before > 0)
            CheckKeys(plan, axes.Unread);
        else
            Check(plan);
        return plan;
    }

    // Where a part could not be read, what the settings come to cannot be told; but keys and values that are wrong by themselves can.
    private void CheckKeys(SweepPlan plan, IReadOnlyList<SweepChoice> unread)
    {
        List<Problem> found = [];
        for (int number = 1; number <= Math.Min(plan.Settings, MostSettingsChecked); number++)
            plan.Check(number, found, ownOnly: true);
        foreach (SweepChoice choice in unread)
            plan.CheckKey(choice, found);
        _problems.AddRange(found);
    }

    private void RequireExperiments(SweepFile file, IReadOnlyList<SweepAxis> axes, SweepBases bases)
    {
        SweepChoice[] choices = [.. axes.SelectMany(static axis => axis.Choices)];
        bool everyCaseNamesOne = axes.Any(static axis => axis.Choices.All(static choice => choice.Experiment is not null));
        if (file.Experiment.Length > 0)
            bases.Require(file.Experiment, SweepFile.ExperimentKey, _problems);
        else if (!everyCaseNamesOne)
            _problems.Add(new(SweepFile.ExperimentKey, "is missing; it takes the name or path of the experiment that is varied, for example \"optdigits\"."));
        foreach (SweepChoice choice in choices.Where(static choice => choice.Experiment is not null))
            bases.Require(choice.Experiment!, OptionPath.Join(choice.Path, SweepFile.ExperimentKey), _problems);
    }

    private void Check(SweepPlan plan)
    {
        HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase);
        for (int number = 1; number <= Math.Min(plan.Settings, MostSettingsChecked); number++)
        {
            plan.Check(number, _problems);
            if (!folders.Add(plan.FolderOf(number)))
                _problems.Add(new("", $"The setting '{plan.Setting(number).Label}' occurs twice; leave one out, or give cases names of their own."));
        }
    }
}
