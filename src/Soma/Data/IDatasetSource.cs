namespace Soma.Data;

/// <summary>
/// What is to be known of a dataset, and how its files are read. A new dataset is one file with a class that implements this and has a
/// constructor without parameters; <see cref="DatasetCatalog"/> finds it, and no list is edited.
/// </summary>
public interface IDatasetSource
{
    /// <summary>As written in experiment files and on the command line, and the name of its folder; for example "mnist".</summary>
    string Name { get; }

    /// <summary>One line for people.</summary>
    string Title { get; }

    /// <summary>The licence, as far as its publishers state one.</summary>
    string Licence { get; }

    /// <summary>What to cite.</summary>
    string Citation { get; }

    /// <summary>The publisher's page.</summary>
    Uri Homepage { get; }

    /// <summary>Other places that offer the same files under the same names.</summary>
    IReadOnlyList<Uri> Mirrors { get; }

    /// <summary>The files that make the dataset; none if it is built into the library, which then needs no folder.</summary>
    IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>Folders in which others put these files, such as a package of the operating system: full paths, looked at last. Default: none.</summary>
    IReadOnlyList<string> FurtherFolders => [];

    /// <summary>What each class is called, from class 0.</summary>
    IReadOnlyList<string> LabelNames { get; }

    /// <summary>Reads the files.</summary>
    /// <param name="folder">The folder that they lie in; not looked at if there are no <see cref="Files"/>.</param>
    /// <exception cref="DataException">A file is missing, damaged or of the wrong kind, or the files do not belong together; the message lists all that could be found out.</exception>
    DatasetPair Load(string folder);
}
