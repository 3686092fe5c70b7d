using System.Runtime.InteropServices;

namespace Soma.Training;

/// <summary>The name of the processor, where the system tells it.</summary>
internal static class CpuName
{
    /// <summary>For example "AMD EPYC 9B14"; the architecture alone if the system does not say.</summary>
    public static string Current { get; } = FromLinux("/proc/cpuinfo") ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string? FromLinux(string path)
    {
        try
        {
            return File.Exists(path)
                ? File.ReadLines(path).Where(static line => line.StartsWith("model name", StringComparison.Ordinal)).Select(static line => line[(line.IndexOf(':') + 1)..].Trim()).FirstOrDefault()
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
