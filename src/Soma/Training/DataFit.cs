using Soma.Data;

namespace Soma.Training;

/// <summary>Whether a network and a dataset belong together. Ask before a run folder is made, so that a misfit leaves none behind.</summary>
public static class DataFit
{
    /// <summary>Refuses a dataset whose samples a network cannot take.</summary>
    /// <param name="experiment">Names the network.</param>
    /// <param name="datasets">What it is to learn from or be asked about.</param>
    /// <exception cref="ExperimentException">Features or classes differ, or there are no samples.</exception>
    public static void Require(Experiment experiment, params ReadOnlySpan<Dataset> datasets)
    {
        List<Problem> problems = [];
        foreach (Dataset data in datasets)
        {
            if (experiment.Architecture[0] != data.Features)
                problems.Add(new("architecture", $"begins with {experiment.Architecture[0]} units, but a sample of {data.Name} has {data.Features} features; begin with {data.Features}."));
            if (experiment.Architecture[^1] != data.Classes)
                problems.Add(new("architecture", $"ends with {experiment.Architecture[^1]} units, but {data.Name} has {data.Classes} classes; end with {data.Classes}."));
            if (data.Count == 0)
                problems.Add(new("data", $"{data.Name} has no samples."));
        }

        if (problems.Count > 0)
            throw new ExperimentException(experiment.Name, [.. problems.Distinct()]);
    }
}
