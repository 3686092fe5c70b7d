using System.Globalization;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Numerics;
using Soma.Testing;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>The experiments of the CorInfoMax paper: all there, with their published values and settings.</summary>
public sealed class PublishedExperimentsTests
{
    private const string Folder = "papers/corinfomax-2023/";

    // Each table and figure once more, by the count of its cells.
    [Fact]
    public void Every_cell_of_the_paper_has_its_experiment()
    {
        string[] expected =
        [
            "mnist", "fashion-mnist", "cifar10", "mnist-sparse", "fashion-mnist-sparse", "cifar10-sparse",
            "mnist-3layer", "cifar10-3layer", "cifar100-3layer", "table-5-mnist-setting-4",
            .. from data in new[] { "mnist", "fashion-mnist", "cifar10" }
               from rule in new[] { "ep", "csm", "pc", "pc-nudge", "fa-mse", "fa-ce", "bp-mse", "bp-ce" }
               where (data, rule) is not (("cifar10", "csm") or ("cifar10", "pc"))
               select $"{data}-{rule}",
            .. from data in new[] { "mnist", "cifar10" } from rule in new[] { "fa-mse", "fa-ce", "bp-mse", "bp-ce" } select $"{data}-3layer-{rule}",
            "cifar100-3layer-bp-mse", "cifar100-3layer-bp-ce",
            .. Numbered("table-7-setting-", 8), .. Numbered("table-8-setting-", 4), .. Numbered("table-9-setting-", 4),
            .. Numbered("table-10-setting-", 4), .. Numbered("table-11-setting-", 4), .. Numbered("table-12-v2-setting-", 3), .. Numbered("table-12-v3-setting-", 2),
            .. Each("figure-12a-rates-", "0.1", "0.25", "0.5", "0.75", "1"), .. Each("figure-12b-rates-", "0.1", "0.25", "0.5", "0.75", "1"),
            .. Each("figure-13-step-", "0.015", "0.05", "0.075", "0.1", "0.15", "0.3"), .. Each("figure-14-step-", "0.015", "0.05", "0.075", "0.1", "0.15", "0.3"),
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Published().Select(static entry => entry.Name).Order(StringComparer.Ordinal));
    }

    // The name says where an experiment stands: its folder, its source and its record must say the same. Catches a file that was copied and half changed.
    [Fact]
    public void Name_folder_source_and_published_value_agree()
    {
        Assert.All(Published(), static entry =>
        {
            PublishedResult result = entry.Published!;
            string value = string.Create(CultureInfo.InvariantCulture, $"test accuracy {result.TestAccuracy:F2} ± {result.TestSpread:F2} % after {result.Epochs} epochs, ");
            Assert.Contains(value, entry.Source, StringComparison.Ordinal);
            Assert.EndsWith(result.Seeds switch { 10 => "ten seeds", 7 => "seven seeds", _ => "five seeds" }, entry.Source, StringComparison.Ordinal);
            Assert.Contains(result.Table.Split(',')[0], entry.Source, StringComparison.Ordinal);
            Assert.Equal($"{entry.Name}.json", entry.Path.Split('/')[^1]);
            Assert.StartsWith(entry.Group, entry.Name, StringComparison.Ordinal);
            if (entry.Group.Length > 0)
                Assert.StartsWith(entry.Group.Replace('-', ' '), result.Table, StringComparison.OrdinalIgnoreCase);
        });
        Assert.All(Published(), static entry => Assert.Equal(ExperimentLibrary.Open(entry.Name).Epochs, entry.Published!.Epochs));
    }

    [Theory]
    [InlineData("mnist", 97.61, 0.11, 98.92, 10)]
    [InlineData("fashion-mnist", 88.14, 0.28, 91.47, 10)]
    [InlineData("cifar10", 51.86, 0.33, 64.85, 10)]
    [InlineData("mnist-sparse", 97.71, 0.10, 98.70, 10)]
    [InlineData("fashion-mnist-sparse", 88.09, 0.08, 90.86, 10)]
    [InlineData("cifar10-sparse", 51.19, 0.36, 63.72, 10)]
    [InlineData("mnist-3layer", 97.58, 0.07, 99.00, 10)]
    [InlineData("cifar10-3layer", 50.97, 0.38, 58.73, 10)]
    [InlineData("cifar100-3layer", 20.84, 0.43, 27.73, 10)]
    [InlineData("mnist-ep", 97.62, 0.08, 99.99, 10)]
    [InlineData("cifar10-ep", 49.28, 0.50, 97.17, 10)]
    [InlineData("fashion-mnist-csm", 88.73, 0.19, 96.16, 10)]
    [InlineData("mnist-pc", 98.17, 0.22, 99.89, 10)]
    [InlineData("cifar10-pc-nudge", 48.58, 0.67, 85.44, 10)]
    [InlineData("fashion-mnist-fa-mse", 88.72, 0.46, 94.48, 10)]
    [InlineData("cifar10-bp-ce", 53.96, 0.48, 98.94, 10)]
    [InlineData("cifar10-3layer-fa-ce", 51.64, 0.67, 97.18, 10)]
    [InlineData("cifar100-3layer-bp-mse", 26.56, 0.19, 76.90, 10)]
    [InlineData("table-5-mnist-setting-4", 97.55, 0.09, 99.00, 10)]
    [InlineData("table-7-setting-6", 91.94, 17.51, 93.11, 10)]
    [InlineData("table-8-setting-1", 88.89, 27.79, 89.79, 10)]
    [InlineData("table-9-setting-3", 87.22, 2.37, 89.96, 10)]
    [InlineData("table-10-setting-2", 51.07, 0.37, 62.43, 10)]
    [InlineData("table-11-setting-4", 51.11, 0.38, 63.72, 10)]
    [InlineData("table-12-v2-setting-3", 20.08, 0.15, 25.61, 7)]
    [InlineData("figure-12a-rates-0.1", 93.41, 1.47, 93.66, 5)]
    [InlineData("figure-12b-rates-0.75", 50.87, 0.33, 60.76, 5)]
    [InlineData("figure-13-step-0.1", 83.42, 31.10, 84.46, 5)]
    [InlineData("figure-14-step-0.3", 11.02, 2.72, 11.12, 5)]
    public void The_published_values_are_the_published_ones(string name, double test, double spread, double train, int seeds)
    {
        PublishedResult result = ExperimentLibrary.Open(name).Published!;
        Assert.Equal((test, spread, train, seeds, 10, 50), (result.TestAccuracy, result.TestSpread, result.TrainAccuracy, result.Seeds, result.SeedStep, result.Epochs));
    }

    [Fact]
    public void Five_guesses_were_published_of_CIFAR_100()
    {
        PublishedResult result = ExperimentLibrary.Open("cifar100-3layer").Published!;
        Assert.Equal((37.86, 0.80, 43.50, 0.92), (result.TestTop5, result.TestTop5Spread, result.TrainTop5, result.TrainTop5Spread));
        Assert.Null(ExperimentLibrary.Open("mnist").Published!.TestTop5);
    }

    // The settings that a table varies, at places where neighbours differ.
    [Theory]
    [InlineData("table-7-setting-4", NeuralStepRule.Constant, 0.05, 0.2, 0.99999, 0.95, "1 0.7|0.15")]
    [InlineData("table-7-setting-5", NeuralStepRule.DivideBySlowLoopIndex, 0.05, 0.5, 0.99999, 0.99, "1 0.7|0.15")]
    [InlineData("table-8-setting-2", NeuralStepRule.DivideBySlowLoopIndex, 0.05, 0.2, 0.99999, 0.95, "1 0.7|0.12")]
    [InlineData("table-9-setting-4", NeuralStepRule.DivideBySlowLoopIndex, 0.05, 0.3, 0.99999, 0.95, "0.25 0.15|0.09")]
    [InlineData("table-10-setting-2", NeuralStepRule.Constant, 0.05, 0.1, 0.99999, 0.95, "0.07 0.03|0.05")]
    [InlineData("table-11-setting-3", NeuralStepRule.DivideBySlowLoopIndex, 0.025, 0.1, 0.99995, 0.95, "0.09 0.07|0.045")]
    [InlineData("table-12-v2-setting-1", NeuralStepRule.Constant, 0.06, 0.1, 0.99999, 1, "0.16 0.13 0.08|0.06 0.04")]
    [InlineData("table-12-v3-setting-1", NeuralStepRule.Constant, 0.06, 0.1, 0.99999, 0.99, "0.16 0.13 0.08|0.06 0.04")]
    [InlineData("figure-12a-rates-0.25", NeuralStepRule.DivideBySlowLoopIndex, 0.05, 0.5, 0.99999, 0.95, "0.25 0.175|0.15")]
    [InlineData("figure-12b-rates-0.1", NeuralStepRule.Constant, 0.05, 0.1, 0.99995, 0.95, "0.008 0.004|0.04")]
    [InlineData("figure-13-step-0.075", NeuralStepRule.DivideBySlowLoopIndex, 0.075, 0.5, 0.99999, 0.99, "1 0.7|0.15")]
    [InlineData("figure-14-step-0.075", NeuralStepRule.Constant, 0.075, 0.1, 0.99995, 0.95, "0.08 0.04|0.04")]
    public void The_settings_are_the_published_ones(string name, NeuralStepRule step, double start, double leak, double forgetting, double factor, string rates)
    {
        Experiment experiment = ExperimentLibrary.Open(name);
        CorInfoMaxOptions options = (CorInfoMaxOptions)experiment.Rule.Options;
        Assert.Equal((step, start, leak, forgetting), (options.NeuralStep.Rule, options.NeuralStep.Start, options.Leak, options.ForgettingFactor));
        Assert.Equal(factor, experiment.Schedule[0].Factor);
        Assert.Equal(0.9, experiment.Schedule[1].Factor);
        Assert.Equal(rates, string.Create(CultureInfo.InvariantCulture, $"{Joined(options.FeedforwardRates)}|{Joined(options.FeedbackRates)}"));
    }

    // Shape is what a data source cannot be asked for without its files; the paper's data are few.
    [Fact]
    public void Every_network_fits_its_data() => Assert.All(Published(), static entry =>
    {
        Experiment experiment = ExperimentLibrary.Open(entry.Name);
        Assert.Equal(experiment.Data.StartsWith("cifar", StringComparison.Ordinal) ? 3072 : 784, experiment.Architecture[0]);
        Assert.Equal(DatasetCatalog.Find(experiment.Data)!.LabelNames.Count, experiment.Architecture[^1]);
    });

    // A published value is no part of what is computed: a run of before may go on after it was written down.
    [Fact]
    public void A_published_value_leaves_no_trace_in_a_checkpoint()
    {
        using TemporaryFolder folder = new();
        Experiment without = TinyProblem.Experiment("epochs=1");
        Experiment with = without with { Published = ExperimentLibrary.Open("mnist").Published };
        Assert.Equal(CheckpointOf(folder.File("without"), without), CheckpointOf(folder.File("with"), with));
        File.Copy(folder.File("without/checkpoint.safetensors"), folder.File("with/checkpoint.safetensors"), overwrite: true);
        using RunFolder again = RunFolder.Open(folder.File("with"), epochs: 2);
        using ThreadTeam team = new(1);
        Assert.Equal(RunEnd.Done, TrainingRun.Create(again, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None).End);
        Assert.Contains("\"testAccuracy\": 97.61", File.ReadAllText(folder.File("with/experiment.json")), StringComparison.Ordinal);
        Assert.DoesNotContain("published", File.ReadAllText(folder.File("without/experiment.json")), StringComparison.Ordinal);
    }

    private static byte[] CheckpointOf(string path, Experiment experiment)
    {
        using RunFolder folder = RunFolder.Create(path, experiment);
        using ThreadTeam team = new(1);
        TrainingRun.Create(folder, TinyProblem.Data, team).Run(SilentObserver.Instance, CancellationToken.None);
        return File.ReadAllBytes(folder.CheckpointPath);
    }

    private static IEnumerable<LibraryEntry> Published() =>
        ExperimentLibrary.All.Where(static entry => entry.Path.StartsWith(Folder, StringComparison.Ordinal) && entry.Published is not null);

    private static IEnumerable<string> Numbered(string prefix, int count) => Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}"));

    private static IEnumerable<string> Each(string prefix, params string[] values) => values.Select(value => prefix + value);

    private static string Joined(IReadOnlyList<double> values) => string.Join(' ', values.Select(static value => value.ToString(CultureInfo.InvariantCulture)));
}
