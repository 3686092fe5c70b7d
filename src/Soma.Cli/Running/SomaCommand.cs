namespace Soma.Cli.Running;

/// <summary>How this program is started by others, such as a job of a cluster.</summary>
internal static class SomaCommand
{
    private static readonly string[] _names = ["soma", "Soma.Cli"];

    /// <summary>The words before the verb: the path of the program, or of dotnet and the program if that is how it was started.</summary>
    public static IReadOnlyList<string> Words()
    {
        string? process = Environment.ProcessPath;
        string name = Path.GetFileNameWithoutExtension(process) ?? "";
        if (process is not null && (Path.GetFileName(process) == _names[1] || _names.Contains(name)))
            return [process];
        return [process is not null && name == "dotnet" ? process : "dotnet", Path.Combine(AppContext.BaseDirectory, "Soma.Cli.dll")];
    }
}
