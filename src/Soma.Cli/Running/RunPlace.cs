namespace Soma.Cli.Running;

/// <summary>Where a run lies and what it learns from, for the messages.</summary>
/// <param name="Folder">The run folder, as it was written.</param>
/// <param name="Data">The dataset.</param>
internal sealed record RunPlace(string Folder, DataSource Data)
{
    /// <summary>The command that goes on with the run.</summary>
    public string ResumeCommand => $"soma resume {(Folder.Contains(' ') ? $"\"{Folder}\"" : Folder)}";
}
