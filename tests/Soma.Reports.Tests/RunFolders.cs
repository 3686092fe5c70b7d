using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Soma.Testing;

namespace Soma.Reports.Tests;

/// <summary>Writes run folders as a training run would.</summary>
internal static class RunFolders
{
    public const string Header = "epoch,rate_factor,train_accuracy,test_accuracy,angle.2,silent.1,saturated.1,ms_per_minibatch,seconds\n";

    /// <summary>A run with the given test accuracies; training accuracies lie half a percent higher.</summary>
    public static string Write(TemporaryFolder folder, string name, ulong seed, double[] test, int? planned = null, double nudge = 1, string source = "")
    {
        string run = folder.Folder($"{name}-{nudge.ToString(CultureInfo.InvariantCulture)}-{seed}");
        WriteExperiment(run, name, seed, planned ?? test.Length, nudge, source);
        StringBuilder csv = new(Header);
        for (int epoch = 1; epoch <= test.Length; epoch++)
            csv.Append(CultureInfo.InvariantCulture, $"{epoch},0.95,{test[epoch - 1] + 0.005:R},{test[epoch - 1]:R},{80 + (int)seed - epoch},0.25,0.125,{epoch + 0.5},9\n");
        File.WriteAllText(Path.Combine(run, "metrics.csv"), csv.ToString());
        return run;
    }

    public static void WriteExperiment(string run, string name, ulong seed, int epochs, double nudge = 1, string source = "")
    {
        JsonObject experiment = new()
        {
            ["name"] = name,
            ["title"] = "A run of a test.",
            ["source"] = source,
            ["data"] = "mnist",
            ["architecture"] = new JsonArray(784, 500, 10),
            ["rule"] = new JsonObject { ["name"] = "corinfomax", ["nudge"] = nudge },
            ["epochs"] = epochs,
            ["seed"] = seed,
        };
        File.WriteAllText(Path.Combine(run, "experiment.json"), experiment.ToJsonString());
    }
}
