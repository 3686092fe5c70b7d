using System.Text.Json.Nodes;
using Soma.Dynamics.Adjoints;
using Soma.Learning.Optimizers;
using Soma.Training.Options;

namespace Soma.Training.Odes;

/// <summary>Reads the experiment files of vector fields.</summary>
public static class OdeExperimentReader
{
    private const string SystemKey = "system", DensityKey = "density", GradientKey = "gradient";

    /// <summary>Reads an experiment and changes what the user asks to change.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed. It names a "system" or a "density".</param>
    /// <param name="origin">What is being read, for messages: a file or the name of an experiment.</param>
    /// <param name="overrides">Changes such as <c>solver.method=rk4</c> or <c>hidden=[32]</c>; the value is JSON, or else text.</param>
    /// <exception cref="ExperimentException">Something is wrong with it; all of it is said at once.</exception>
    public static OdeExperiment Read(string json, string origin, params IReadOnlyList<string> overrides)
    {
        List<Problem> problems = [];
        OdeExperiment? experiment = null;
        if (ExperimentTree.Parse(json, problems) is { } tree)
        {
            ExperimentOverrides.Apply(tree, overrides, problems);
            experiment = Bind(tree, problems);
        }

        return experiment is not null && problems.Count == 0 ? experiment : throw new ExperimentException(origin, problems);
    }

    /// <summary>Whether a tree is the experiment of a vector field, judged by its first words.</summary>
    internal static bool IsOfField(JsonObject tree) => !tree.ContainsKey(ExperimentBinder.RuleKey) && (tree.ContainsKey(SystemKey) || tree.ContainsKey(DensityKey));

    /// <summary>That there is no such name, and what may have been meant.</summary>
    internal static Problem UnknownName(string path, string what, string written, IEnumerable<string> known) =>
        new(path, $"there is no {what} '{written}'; {Suggestion.Way(written, [.. known])}");

    private static OdeExperiment? Bind(JsonObject tree, List<Problem> problems)
    {
        if (tree.ContainsKey(SystemKey) == tree.ContainsKey(DensityKey))
        {
            problems.Add(new("", $"It must name either a '{SystemKey}' whose law of motion is learned, or a '{DensityKey}' that a flow learns; it names {(tree.ContainsKey(SystemKey) ? "both" : "neither")}."));
            return null;
        }

        Type type = tree.ContainsKey(SystemKey) ? typeof(TrajectoryExperiment) : typeof(FlowExperiment);
        OptionsReader reader = new(problems, [.. OptionsBinder.Describe(type).Select(static option => option.Path)]);
        OdeExperiment experiment = (OdeExperiment)reader.Read(type, tree, "", ExperimentBinder.SchemaKey);
        string[] paths = [.. problems.Select(static problem => problem.Path)];
        problems.AddRange(Objections(experiment).Where(objection => !paths.Contains(objection.Path)));
        return experiment;
    }

    private static IEnumerable<Problem> Objections(OdeExperiment experiment)
    {
        foreach (string objection in experiment.Solver.Problems())
            yield return new("solver", objection);
        string[] modes = [.. GradientModeCatalog.All.Select(static mode => mode.Name)];
        if (!modes.Contains(experiment.Gradient))
            yield return UnknownName(GradientKey, "gradient mode", experiment.Gradient, modes);
        if (experiment.Hidden.Count == 0)
            yield return new("hidden", "is [], but a field that learns has at least one hidden layer, for example [64,64].");
        foreach (Problem problem in experiment.Objections())
            yield return problem;
    }
}
