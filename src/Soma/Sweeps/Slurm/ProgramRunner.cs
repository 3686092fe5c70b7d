using System.ComponentModel;
using System.Diagnostics;

namespace Soma.Sweeps.Slurm;

/// <summary>Starts programs of this machine.</summary>
public sealed class ProgramRunner : IProgramRunner
{
    /// <inheritdoc/>
    public ProgramAnswer? Run(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

            // Both at once: a program that fills one pipe while somebody reads the other waits for ever.
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
