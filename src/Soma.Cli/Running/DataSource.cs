using Soma.Cli.Reporting;
using Soma.Data;
using Soma.Training;

namespace Soma.Cli.Running;

/// <summary>Data and where it was found.</summary>
/// <param name="Folder">Full path of its folder or files; in brackets if it is built in.</param>
/// <param name="Pair">Its samples.</param>
internal sealed record DataSource(string Folder, DatasetPair Pair)
{
    /// <summary>Where it lies, as it goes on behind its name: "in /data/mnist", or "built in".</summary>
    public string Place => Folder == DatasetLocator.BuiltIn ? "built in" : $"in {Folder}";

    /// <summary>Finds and reads the data of an experiment, with its validation samples set apart.</summary>
    /// <param name="experiment">Names the data.</param>
    /// <param name="namedFolder">The value of --data; null to look in the usual places.</param>
    /// <exception cref="DataException">It is not there, or cannot be used.</exception>
    public static DataSource Load(Experiment experiment, string? namedFolder)
    {
        DataSource data = Load(experiment.Data, namedFolder);
        return data with { Pair = DataFit.Divide(experiment, data.Pair) };
    }

    /// <summary>Finds and reads data.</summary>
    /// <param name="name">For example "mnist" or "csv:flowers.csv".</param>
    /// <param name="namedFolder">The value of --data; null to look in the usual places.</param>
    /// <exception cref="DataException">It is not there, or cannot be used.</exception>
    public static DataSource Load(string name, string? namedFolder)
    {
        FoundData found = DataName.Parse(name).Load(new DatasetLocator(DatasetPlaces.OfThisProcess()), namedFolder);
        return new(found.Place, found.Pair);
    }

    /// <summary>What is known of a dataset of the catalogue.</summary>
    /// <param name="name">For example "mnist".</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IDatasetSource Require(string name) => DatasetCatalog.Find(name)
        ?? throw new UsageException(Wording.Unknown("dataset", name, DatasetCatalog.All.Select(static source => source.Name), "soma data list"));
}
