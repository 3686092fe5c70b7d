namespace Soma.Data;

/// <summary>What an <see cref="IDataFormat"/> is to read.</summary>
/// <param name="Text">The name as it was written, for messages.</param>
/// <param name="Paths">Full paths of the files or folders, at least one.</param>
/// <param name="Options">The options by name; each is one of the format's.</param>
internal sealed record DataRequest(string Text, IReadOnlyList<string> Paths, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Short name of the data, for the names of its parts: "iris" for csv:data/iris.csv.gz.</summary>
    public string ShortName
    {
        get
        {
            string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Paths[0]));
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            return dot > 0 ? name[..dot] : name;
        }
    }

    /// <summary>The value of an option, or null if it was not given.</summary>
    public string? Option(string name) => Options.GetValueOrDefault(name);

    /// <summary>All that is wrong, as one message.</summary>
    public DataException Refuse(ProblemList problems) => new(problems.After($"The data '{Text}' cannot be used"));
}
