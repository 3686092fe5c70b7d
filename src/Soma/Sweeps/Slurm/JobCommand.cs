namespace Soma.Sweeps.Slurm;

/// <summary>The command that an array task gives, in full paths: every node must see the same files under the same names.</summary>
/// <param name="Program">The words that start <c>soma</c>: its path, or those of <c>dotnet</c> and of the program.</param>
/// <param name="SweepFile">The sweep file.</param>
/// <param name="Folder">The sweep's folder.</param>
/// <param name="Data">The folder of the data; null to look in the usual places.</param>
/// <param name="WorkingFolder">Where the command is given: data may be named from there.</param>
public sealed record JobCommand(IReadOnlyList<string> Program, string SweepFile, string Folder, string? Data, string WorkingFolder);
