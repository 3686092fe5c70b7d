using Soma.Cli.Reporting;
using Soma.Data;

namespace Soma.Cli.Running;

/// <summary>A dataset and where it was found.</summary>
/// <param name="Folder">Full path of its folder.</param>
/// <param name="Pair">Its samples.</param>
internal sealed record DataSource(string Folder, DatasetPair Pair)
{
    /// <summary>Finds and reads a dataset.</summary>
    /// <param name="name">For example "mnist".</param>
    /// <param name="namedFolder">The value of --data; null to look in the usual places.</param>
    /// <exception cref="DataException">It is not there, or cannot be used.</exception>
    public static DataSource Load(string name, string? namedFolder)
    {
        IDatasetSource source = Require(name);
        string folder = new DatasetLocator(DatasetPlaces.OfThisProcess()).Find(source, namedFolder);
        return new(folder, source.Load(folder));
    }

    /// <summary>What is known of a dataset.</summary>
    /// <param name="name">For example "mnist".</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IDatasetSource Require(string name) => DatasetCatalog.Find(name)
        ?? throw new UsageException(Wording.Unknown("dataset", name, DatasetCatalog.All.Select(static source => source.Name), "soma data list"));
}
