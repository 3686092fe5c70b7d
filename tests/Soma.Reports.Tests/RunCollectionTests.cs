using Soma.Testing;
using Xunit;

namespace Soma.Reports.Tests;

public sealed class RunCollectionTests : IDisposable
{
    private const string Started = """{"event":"started","epochsDone":0}""" + "\n";
    private const string Diverged = """{"event":"diverged","epoch":1,"place":"minibatch 7: layer 1 is no longer finite"}""" + "\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // What a shell makes of sweep/* are the runs and the two tables.
    [Fact]
    public void A_folder_of_runs_and_all_that_lies_in_it_mean_the_same_runs()
    {
        string[] runs = [Run("sweep/a", 0), Run("sweep/b", 10)];
        string[] tables = [Text("sweep/table.csv", "cell\n"), Text("sweep/table.md", "| cell |\n")];
        Assert.Equal(runs, Folders(_folder.File("sweep")));
        Assert.Equal(runs, Folders([.. runs, .. tables]));
        Assert.Equal(runs, Folders(runs[0], _folder.File("sweep"), runs[1]));
    }

    // One setting too many must not cost the report of all the others.
    [Fact]
    public void A_run_without_an_epoch_is_left_out_and_said()
    {
        string whole = Run("sweep/a", 0), diverged = WithoutEpoch("sweep/b", Started + Diverged), begun = WithoutEpoch("sweep/c", Started + "{\"ev"), resumed = WithoutEpoch("sweep/d", Diverged + Started);
        RunCollection found = RunCollection.Find(_folder.File("sweep"));
        Assert.Equal(whole, Assert.Single(found.Runs).Folder);
        Assert.Equal(
            [
                $"'{diverged}' has nothing to report: it diverged in its first epoch, minibatch 7: layer 1 is no longer finite.",
                $"'{begun}' has nothing to report: no epoch of this run has ended yet; let it finish one.",
                $"'{resumed}' has nothing to report: no epoch of this run has ended yet; let it finish one.",
            ],
            found.LeftOut);
    }

    // The folder "runs" holds whatever was trained.
    [Fact]
    public void A_vector_field_among_networks_is_left_out_and_said()
    {
        string whole = Run("runs/a", 0), field = Run("runs/b", 0);
        File.WriteAllText(Path.Combine(field, "experiment.json"), """{"name":"spiral","system":"spiral"}""");
        RunCollection found = RunCollection.Find(_folder.File("runs"));
        Assert.Equal(whole, Assert.Single(found.Runs).Folder);
        Assert.Contains("holds the run of a vector field", Assert.Single(found.LeftOut), StringComparison.Ordinal);
        Assert.Contains("holds the run of a vector field", Refusal(field), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_run_is_not_left_out()
    {
        Run("sweep/a", 0);
        File.WriteAllText(Path.Combine(Run("sweep/b", 0), "metrics.csv"), RunFolders.Header + "1,1,0.9,ninety,80,0,0,1,1\n");
        Assert.Contains("Line 2 of ", Refusal(_folder.File("sweep")), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_report_is_refused_with_the_reasons()
    {
        string diverged = WithoutEpoch("b", Diverged), table = Text("table.csv", "cell\n");
        Assert.Contains("it diverged in its first epoch", Refusal(diverged), StringComparison.Ordinal);
        Assert.Contains("There is no run folder", Refusal(table), StringComparison.Ordinal);
        Assert.Contains("experiment.json', nor is there a run in a folder below", Refusal(_folder.Folder("empty")), StringComparison.Ordinal);
        Assert.Contains("There is no run folder", Refusal(_folder.File("missing")), StringComparison.Ordinal);
        Assert.Contains("There is no run folder", Refusal(Text("notes.txt", "mine")), StringComparison.Ordinal);
    }

    private static string[] Folders(params string[] paths) => [.. RunCollection.Find(paths).Runs.Select(static run => run.Folder)];

    private static string Refusal(string path) => Assert.Throws<ReportException>(() => RunCollection.Find(path)).Message;

    private string Run(string name, int seed)
    {
        string folder = _folder.Folder(name);
        Text($"{name}/experiment.json", $$"""{"name":"toy","epochs":1,"seed":{{seed}}}""");
        Text($"{name}/metrics.csv", RunFolders.Header + "1,1,0.9,0.9,80,0,0,1,1\n");
        return folder;
    }

    private string WithoutEpoch(string name, string events)
    {
        string folder = Run(name, 0);
        File.Delete(Path.Combine(folder, "metrics.csv"));
        Text($"{name}/events.jsonl", events);
        return folder;
    }

    private string Text(string name, string text)
    {
        string path = _folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}
