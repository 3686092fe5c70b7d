namespace Soma.Sweeps.Slurm;

/// <summary>Starts other programs and waits for their end; what stands between a sweep and the machine.</summary>
public interface IProgramRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name, looked for on the PATH.</param>
    /// <param name="arguments">Its words; none of them is seen by a shell.</param>
    /// <returns>What it said; null if there is no such program.</returns>
    ProgramAnswer? Run(string program, IReadOnlyList<string> arguments);
}

/// <summary>What a program said.</summary>
/// <param name="Code">Its exit code; 0 is success.</param>
/// <param name="Out">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ProgramAnswer(int Code, string Out, string Error);
