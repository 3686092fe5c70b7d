using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Soma.Testing;

namespace Soma.Integration.Tests.Slurm;

/// <summary>
/// A real Slurm of one node with four processors: munged, slurmctld and slurmd in a folder of their own, on ports of the loopback, ended with the tests. It keeps no accounts, takes no
/// array task with a number above 3, and its jobs die two seconds after they were told to.
/// </summary>
public sealed partial class SlurmCluster : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<StartedProgram> _daemons = [];
    private StartedProgram? _node;

    public SlurmCluster()
    {
        if (!Environment.IsPrivilegedProcess)
            throw new InvalidOperationException("These tests start a Slurm of their own, which only root may do.");
        foreach (string program in (string[])["munged", "slurmctld", "slurmd", "sbatch"])
        {
            if (!new[] { "/usr/sbin", "/usr/bin" }.Any(folder => File.Exists(Path.Combine(folder, program))))
                throw new InvalidOperationException($"There is no {program}; these tests need a real Slurm. Install it as .ci/run does: apt-get install slurm-wlm munge");
        }

        WriteKey();
        File.WriteAllText(Configuration, Settings());
        StartMunge();
        _daemons.Add(Start("slurmctld", "-D", "-c"));
        _node = StartNode();
        AwaitIdleNode();
    }

    /// <summary>What all programs of Slurm read, by the variable SLURM_CONF.</summary>
    public string Configuration => _folder.File("slurm.conf");

    /// <summary>Gives a command of Slurm.</summary>
    /// <returns>What it said; an error is part of it.</returns>
    public string Ask(string program, params string[] arguments)
    {
        using StartedProgram started = new(program, arguments, Configuration);
        return started.End();
    }

    /// <summary>The tasks that wait or run, such as "3_1 RUNNING".</summary>
    public string[] Queue() => Ask("squeue", "--noheader", "--array", "--format=%i %T").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The processes of <c>soma</c> in a job that run a cell, with the steps of Slurm above them.</summary>
    public static IReadOnlyList<(int Soma, int Step)> ProcessesOf(string runs, int? cell = null)
    {
        List<(int, int)> found = [];
        foreach ((int id, string[] words) in CommandLines())
        {
            int at = Array.IndexOf(words, "--cell");
            if (at > 0 && words.Contains(runs) && (cell is null || words[at + 1] == cell.Value.ToString(CultureInfo.InvariantCulture)))
                found.Add((id, ParentOf(id)));
        }

        return found;
    }

    /// <summary>The node loses its power, with all that runs on it.</summary>
    public void KillNode(string runs)
    {
        IReadOnlyList<(int Soma, int Step)> victims = ProcessesOf(runs);
        _node?.KillAtOnce();
        foreach ((int soma, int step) in victims)
        {
            Kill(step);
            Kill(soma);
        }

        // Slurm would find out by itself within minutes.
        Ask("scontrol", "update", "NodeName=node", "State=DOWN", "Reason=dead");
    }

    /// <summary>The node comes back, and the jobs that were queued anew need not wait their two minutes.</summary>
    public void RestartNode()
    {
        _node?.Dispose();
        _node = StartNode();
        Ask("scontrol", "update", "NodeName=node", "State=RESUME");

        // Until no message is on its way any more: those that end the first attempts would end the second ones, which have the same numbers.
        AwaitIdleNode();
        Eventually.Holds(() => NoMessages().IsMatch(Ask("sdiag")), Said);
        foreach (string job in Queue().Select(static task => task.Split('_', ' ')[0]).Distinct())
            Ask("scontrol", "update", $"JobId={job}", "StartTime=now");
    }

    /// <summary>Ends a process at once.</summary>
    public static void Kill(int process)
    {
        try
        {
            using System.Diagnostics.Process running = System.Diagnostics.Process.GetProcessById(process);
            running.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        Ask("scancel", "--signal=KILL", "--full", "--user=root");
        Ask("scancel", "--user=root");
        Eventually.Holds(() => Queue().Length == 0, Said);
        _node?.Dispose();
        foreach (StartedProgram daemon in Enumerable.Reverse(_daemons))
            daemon.Dispose();
        _folder.Dispose();
    }

    private void AwaitIdleNode() => Eventually.Holds(() => Ask("sinfo", "--noheader", "--format=%T").Trim() == "idle", Said);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static IEnumerable<(int Id, string[] Words)> CommandLines()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out int id))
                continue;
            string words = "";
            try
            {
                words = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                // It ended while it was looked at.
            }

            yield return (id, words.Split('\0'));
        }
    }

    private static int ParentOf(int process) =>
        int.Parse(File.ReadLines($"/proc/{process}/status").Single(static line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^Agent count:\s+0$", RegexOptions.Multiline)]
    private static partial Regex NoMessages();

    private string Settings() => string.Create(CultureInfo.InvariantCulture, $"""
        ClusterName=soma
        SlurmctldHost={Dns.GetHostName().Split('.')[0]}(127.0.0.1)
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
        AuthType=auth/munge
        AuthInfo=socket={_folder.File("munge.socket")}
        SlurmUser=root
        SlurmdUser=root
        StateSaveLocation={_folder.Folder("state")}
        SlurmdSpoolDir={_folder.Folder("spool")}
        SlurmctldPidFile={_folder.File("slurmctld.pid")}
        SlurmdPidFile={_folder.File("slurmd.pid")}
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SwitchType=switch/none
        MpiDefault=none
        ReturnToService=2
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        SlurmdParameters=config_overrides
        SchedulerParameters=sched_interval=1,sched_min_interval=100000,bf_interval=1,batch_sched_delay=0
        MaxArraySize=4
        MinJobAge=2
        KillWait=2
        NodeName=node NodeHostname={Dns.GetHostName().Split('.')[0]} NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
        PartitionName=main Nodes=node Default=YES MaxTime=INFINITE State=UP

        """);

    private void WriteKey()
    {
        string key = _folder.File("munge.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(1024));
        using StartedProgram secret = new("chmod", ["600", key], Configuration);
        secret.Expect(0);
    }

    private void StartMunge()
    {
        string socket = _folder.File("munge.socket");
        _daemons.Add(Start(
            "munged", "--foreground", "--force", $"--key-file={_folder.File("munge.key")}", $"--socket={socket}", $"--pid-file={_folder.File("munged.pid")}", $"--log-file={_folder.File("munged.log")}", $"--seed-file={_folder.File("munge.seed")}"));
        Eventually.Holds(() => File.Exists(socket), Said);
    }

    private StartedProgram StartNode() => Start("slurmd", "-D", "-N", "node");

    private StartedProgram Start(string program, params string[] arguments) => new($"/usr/sbin/{program}", arguments, Configuration);

    private string Said() => string.Join('\n', _daemons.Append(_node).OfType<StartedProgram>().Select(static daemon => daemon.Said));
}
