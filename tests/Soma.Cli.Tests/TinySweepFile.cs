using Soma.Testing;

namespace Soma.Cli.Tests;

/// <summary>A sweep of four quick runs on the tiny digits: two leaks, two seeds.</summary>
internal static class TinySweepFile
{
    public const int Cells = 4;

    /// <summary>Writes the file.</summary>
    /// <returns>Its path.</returns>
    public static string In(TemporaryFolder folder, int epochs = 1, string more = "")
    {
        string path = folder.File("sweep.json");
        File.WriteAllText(path, $$"""
            {
              "name": "tiny", "experiment": "mnist", "epochs": {{epochs}}, "set": { "architecture": [784, 30, 10] }, // quick
              "grid": { "rule.leak": [0.5, 0.4] }, "seeds": [0, 10], {{more}}
            }
            """);
        return path;
    }

    /// <summary>The words that run it.</summary>
    public static string[] Sweep(string file, string data, string runs, params string[] more) => ["sweep", file, "--data", data, "--out", runs, .. more];

    /// <summary>The bytes of both tables.</summary>
    public static byte[] TablesOf(string runs) => [.. File.ReadAllBytes(Path.Combine(runs, "table.csv")), .. File.ReadAllBytes(Path.Combine(runs, "table.md"))];
}
