using System.Text.Json.Nodes;
using Soma.Training.Odes;

namespace Soma.Training;

/// <summary>Reads experiment files.</summary>
public static class ExperimentReader
{
    /// <summary>Reads an experiment and changes what the user asks to change.</summary>
    /// <param name="json">JSON; comments and trailing commas are allowed. It may say <c>"extends": "mnist"</c> and then only in what it differs.</param>
    /// <param name="origin">What is being read: a file or the name of an experiment. Messages name it, and the path of what is extended is relative to its folder.</param>
    /// <param name="overrides">Changes such as <c>rule.nudge=0.5</c> or <c>architecture=[784,200,10]</c>; the value is JSON, or else text.</param>
    /// <exception cref="ExperimentException">Something is wrong with it; all of it is said at once.</exception>
    public static Experiment Read(string json, string origin, params IReadOnlyList<string> overrides)
    {
        List<Problem> problems = [];
        Experiment? experiment = null;
        JsonObject? written = ExperimentTree.Parse(json, problems);
        if (written is not null && OdeExperimentReader.IsOfField(written))
            problems.Add(new("", "It trains a vector field and not a network; 'soma ode' does that: soma ode --help"));
        else if (written is not null && new ExperimentInheritance(origin, problems).Resolve(written) is { } tree)
        {
            ExperimentOverrides.Apply(tree, overrides, problems);
            experiment = new ExperimentBinder(KnownNames.Catalogued, problems).Bind(tree);
        }

        return experiment is not null && problems.Count == 0 ? experiment : throw new ExperimentException(origin, problems);
    }
}
