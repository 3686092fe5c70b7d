namespace Soma.Data;

/// <summary>Finds the datasets of this assembly: every class that implements <see cref="IDatasetSource"/>.</summary>
public static class DatasetCatalog
{
    /// <summary>Every dataset, by name.</summary>
    public static IReadOnlyList<IDatasetSource> All { get; } =
    [
        .. from type in typeof(DatasetCatalog).Assembly.GetTypes()
           where type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IDatasetSource))
           let source = (IDatasetSource)Activator.CreateInstance(type)!
           orderby source.Name
           select source,
    ];

    /// <summary>Looks for a dataset by name.</summary>
    /// <param name="name">For example "mnist".</param>
    /// <returns>The dataset, or null if there is none of that name.</returns>
    public static IDatasetSource? Find(string name) => All.FirstOrDefault(source => source.Name == name);
}
