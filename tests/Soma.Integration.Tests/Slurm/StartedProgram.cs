using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Soma.Testing;
using Xunit;

namespace Soma.Integration.Tests.Slurm;

/// <summary>A program that runs beside the test.</summary>
internal sealed class StartedProgram : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();

    public StartedProgram(string program, IEnumerable<string> arguments, string slurmConfiguration, string? folder = null)
    {
        Signals.HearInterrupts();
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? Path.GetTempPath() };
        start.Environment["SLURM_CONF"] = slurmConfiguration;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Hear;
        _process.ErrorDataReceived += Hear;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Presses Ctrl-C.</summary>
    public void Interrupt() => Signals.Send(_process.Id, PosixSignal.SIGINT);

    /// <summary>What it said so far, on either stream.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>Waits for its end, however it comes.</summary>
    /// <returns>What it said.</returns>
    public string End()
    {
        Assert.True(_process.WaitForExit(Eventually.Patience), $"It does not end: {Said}");

        // Until what it said last is heard, too.
        _process.WaitForExit();
        return Said;
    }

    /// <summary>Waits for its end and fails with everything it said if that is another one.</summary>
    public string Expect(int code)
    {
        End();
        Assert.True(_process.ExitCode == code, $"Exit code {_process.ExitCode}, expected {code}.\n{Said}");
        return Said;
    }

    /// <summary>Ends it at once, as a power cut does.</summary>
    public void KillAtOnce()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        KillAtOnce();
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
            _said.Append(line.Data).Append(line.Data is null ? "" : "\n");
    }
}
