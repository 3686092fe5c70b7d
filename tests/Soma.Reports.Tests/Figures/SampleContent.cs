using System.Globalization;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;
using Soma.Testing;
using Soma.Training.Portraits;

namespace Soma.Reports.Tests.Figures;

/// <summary>Runs and portraits with something for every figure.</summary>
internal static class SampleContent
{
    /// <summary>Settings of one experiment over two keys, each with three seeds, watched, with angles, and the portrait of one.</summary>
    public static ReportContent Full(TemporaryFolder folder, string name = "toy")
    {
        List<string> runs = [];
        foreach (double nudge in new[] { 0.5, 1 })
        {
            foreach (int batch in new[] { 5, 10 })
                runs.AddRange(new ulong[] { 0, 10, 20 }.Select(seed => Run(folder, name, seed, nudge, batch, epochs: 4)));
        }

        IReadOnlyList<RunGroup> groups = RunGroup.Of(RunSeries.Read(runs));
        return new(groups, PublishedCurves.Read($"experiment,epoch,mean,std\ntoy,2,71.5,0.25\n", "published"), PublishedAngles.None)
        {
            Portraits = [new RunPortrait(RunPortrait.LabelOf(groups[0], groups[0].Runs[0]), Portrait())],
        };
    }

    /// <summary>A run folder with all that a run keeps, but for the checkpoint.</summary>
    public static string Run(TemporaryFolder folder, string name, ulong seed, double nudge, int batch, int epochs)
    {
        string run = folder.Folder(string.Create(CultureInfo.InvariantCulture, $"run-{nudge}-{batch}-{seed}"));
        RunFolders.WriteExperiment(run, name, seed, epochs, nudge);
        string json = Path.Combine(run, "experiment.json");
        File.WriteAllText(json, File.ReadAllText(json).Replace("\"epochs\"", string.Create(CultureInfo.InvariantCulture, $"\"batchSize\":{batch},\"epochs\""), StringComparison.Ordinal));
        IEnumerable<string> rows = Enumerable.Range(1, epochs).Select(epoch => string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch},1,{0.6 + (0.3 * epoch / epochs)},{0.5 + (0.3 * epoch / epochs) + (0.001 * seed) + (0.01 * nudge)},{80 - epoch},0.25,0.125,{3 + (0.1 * epoch)},{1 + (0.1 * epoch)},{4 + (0.2 * epoch)},{batch},9"));
        File.WriteAllText(Path.Combine(run, "metrics.csv"), "epoch,rate_factor,train_accuracy,test_accuracy,angle.2,silent.1,saturated.1,information.1,information.2,objective,ms_per_minibatch,seconds\n" + string.Join('\n', rows) + "\n");
        File.WriteAllText(Path.Combine(run, "angles.csv"), "epoch,minibatch,minibatches,angle.2\n1,0,1,90\n1,500,501,80\n2,500,1001,75\n");
        File.WriteAllText(Path.Combine(run, "environment.json"), """{ "cpu": "A chip", "path": "avx2", "threads": 2 }""");
        return run;
    }

    /// <summary>A portrait with numbers that are easy to find again.</summary>
    public static Portrait Portrait()
    {
        ImageShape shape = new(1, 2, 2);
        return new()
        {
            EpochsDone = 4,
            Dataset = "toy/test",
            Confusion = new(["cat", "dog"], [[37, 3], [5, 41]]),
            Mistakes = [new Mistake(7, 0, 1, 0.875, new Picture(shape, [0, 1, 0.5, 0]))],
            ReceptiveFields = [new ReceptiveField(3, 2.5, new Picture(shape, [-1, 1, 0, 0.5]))],
            Weights = [ValueHistogram.Of("wff.1", [-1, 0, 1, 2])],
            Rates = [ValueHistogram.Of("layer 1", [0, 0, 0.5, 1])],
            Relaxation =
            [
                new(Phase.Free, 0, [1, 2], 3, [double.NaN, double.NaN]), new(Phase.Free, 1, [1.5, 2.5], 4, [0.1, 0.01]),
                new(Phase.Nudged(-1), 0, [1.5, 2.5], 4.5, [double.NaN, double.NaN]), new(Phase.Nudged(-1), 1, [1.6, 2.6], 4.6, [0.001, 0.0001]),
            ],
            Neurons =
            [
                new NeuronCourse(1, 3, 7, "cat", [new NeuronState(Phase.Free, 0, 3, 0.5, 0.25, 0.375, 0.375), new NeuronState(Phase.Nudged(-1), 0, 3, 0.5, 0.3, 0.4, 0.4)]),
                new NeuronCourse(2, 0, 7, "cat", [new NeuronState(Phase.Free, 0, 0, 1, 0.5, 1.25, 1), new NeuronState(Phase.Nudged(-1), 0, 0, 1, 0.5, 1.2, 1)]),
            ],
        };
    }
}
