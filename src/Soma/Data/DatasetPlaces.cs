namespace Soma.Data;

/// <summary>Where this process stands among folders: what <see cref="DatasetLocator"/> needs to know of the world.</summary>
public sealed record DatasetPlaces
{
    /// <summary>The environment variable that names a folder of datasets.</summary>
    public const string Variable = "SOMA_DATA";

    /// <summary>The value of <see cref="Variable"/>; null or empty if it is not set.</summary>
    public string? FromEnvironment { get; init; }

    /// <summary>The folder of the program.</summary>
    public required string ProgramFolder { get; init; }

    /// <summary>The folder that the program was started in.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The user's own folder for things that can be fetched again; empty if the user has none.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>The places of this process: the cache is XDG_CACHE_HOME or the local application data.</summary>
    public static DatasetPlaces OfThisProcess() => new()
    {
        FromEnvironment = Environment.GetEnvironmentVariable(Variable),
        ProgramFolder = AppContext.BaseDirectory,
        CurrentFolder = Environment.CurrentDirectory,
        CacheFolder = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
    };
}
