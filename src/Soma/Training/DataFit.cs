using Soma.Data;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Whether a network and a dataset belong together. Ask before a run folder is made, so that a misfit leaves none behind.</summary>
public static class DataFit
{
    /// <summary>Sets the validation samples apart that an experiment asks for: the same ones for every seed.</summary>
    /// <param name="experiment">Says how many.</param>
    /// <param name="data">The data as it was read. If samples were set apart already it stays as it is.</param>
    /// <exception cref="DataException">None would be left to learn from.</exception>
    public static DatasetPair Divide(Experiment experiment, DatasetPair data) =>
        data.Validation is null ? data.WithValidation(experiment.Validation, new RandomStream(0)) : data;

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
            problems.AddRange(experiment.Transform.Objections(data).Select(static objection => new Problem("transform", objection)));
        }

        if (problems.Count > 0)
            throw new ExperimentException(experiment.Name, [.. problems.Distinct()]);
    }
}
