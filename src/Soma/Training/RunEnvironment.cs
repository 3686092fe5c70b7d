using System.Reflection;
using System.Runtime.InteropServices;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>On what a run is computed. None of it changes the numbers; it explains the times.</summary>
/// <param name="Version">Version of Soma.</param>
/// <param name="Cpu">The processor's name.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">For example ".NET 10.0.0".</param>
/// <param name="Path">The instructions in use, for example "avx512".</param>
/// <param name="Threads">Threads in use.</param>
public sealed record RunEnvironment(string Version, string Cpu, string OperatingSystem, string Runtime, string Path, int Threads)
{
    /// <summary>This process.</summary>
    /// <param name="threads">Threads in use.</param>
    public static RunEnvironment Current(int threads) => new(
        ProgramVersion,
        CpuName.Current,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        PrimitivePaths.Current.ToString().ToLowerInvariant(),
        threads);

    private static string ProgramVersion =>
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
