using System.Diagnostics;
using System.Runtime.InteropServices;
using Soma.Testing;

namespace Soma.Cli.Tests.Processes;

/// <summary>The real program in a process of its own.</summary>
internal sealed class SomaProcess : IDisposable
{
    // Only reached if the program hangs.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _error;

    public SomaProcess(params IEnumerable<string> args)
        : this([], args)
    {
    }

    public SomaProcess(IEnumerable<(string Variable, string Value)> environment, IEnumerable<string> args)
    {
        Signals.HearInterrupts();
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Soma.Cli.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string variable, string value) in environment)
            start.Environment[variable] = value;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits until the program writes a line that begins so.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        using CancellationTokenSource patience = new(_patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"The program ended without a line '{beginning}': {await _error}");
    }

    /// <summary>Sends a signal as the shell would.</summary>
    public void Send(PosixSignal signal) => Signals.Send(_process.Id, signal);

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public void KillAtOnce() => _process.Kill();

    public async Task<Outcome> EndAsync()
    {
        using CancellationTokenSource patience = new(_patience);
        string output = await _process.StandardOutput.ReadToEndAsync(patience.Token);
        await _process.WaitForExitAsync(patience.Token);
        return new Outcome(_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
