using Soma.Training;

namespace Soma.Verification;

/// <summary>A value in a table or figure of a paper, with the experiment that brings it.</summary>
/// <param name="Paper">Folder of the paper, for example "corinfomax-2023".</param>
/// <param name="Table">For example "table-1" or "figure-12a".</param>
/// <param name="Name">Stable within its table: the data and what was run on them, for example "mnist/corinfomax", "mnist/bp-ce" or "mnist/setting-3".</param>
/// <param name="Experiment">As it stands in the library; its <see cref="Experiment.Published"/> is there.</param>
public sealed record PublishedCell(string Paper, string Table, string Name, Experiment Experiment)
{
    /// <summary>Name of the experiment that is run for it. Where several cells of a paper are the same computation, the first of them is run for all.</summary>
    public string Run { get; init; } = Experiment.Name;

    /// <summary>What was published.</summary>
    public PublishedResult Published => Experiment.Published!;

    /// <summary>What guessing scores, in percent: one of so many classes.</summary>
    public double Guessing => 100.0 / Experiment.Architecture[^1];

    /// <summary>The value after the last epoch.</summary>
    public PublishedValue Value => new(Published.TestAccuracy, Published.TestSpread, Published.Seeds);

    /// <summary>Whether a name means this cell: its own, that of its experiment, or that of its data with a slash, such as "mnist/", which means all cells of these data.</summary>
    /// <param name="name">What was written.</param>
    public bool IsCalled(string name) => name == Name || name == Experiment.Name || name == $"{Experiment.Data}/";
}
