using Soma.Learning.KernelFunctions;
using Soma.Learning.Rules;
using Soma.Training;

namespace Soma.Tests.Training;

/// <summary>The experiments of the paper on the kernelized information bottleneck: all there, with their published values and settings.</summary>
public sealed class BottleneckExperimentsTests
{
    private const string Folder = "papers/phsic-2020/";

    private static readonly string[] _columns =
        ["backprop", "backprop-div", "last", "last-div", "cossim", "cossim-grp", "cossim-grp-div", "gaussian", "gaussian-grp", "gaussian-grp-div"];

    // The published tables have 30 cells on data that are here, and 20 + 20 of the VGG-like networks that are no dashes.
    [Fact]
    public void Every_cell_of_the_paper_has_its_experiment()
    {
        string[] expected =
        [
            .. from data in (string[])["mnist", "fashion-mnist", "cifar10"] from column in _columns select $"phsic-{data}-{column}",
            .. from width in (string[])["vgg", "vgg2x"]
               from column in (string[])["backprop", "backprop-div", "cossim-grp", "cossim-grp-div", "gaussian-grp-div", "fa-div", "sign-div", "layer", "layer-div", "layer-fa-div"]
               select $"phsic-{width}-{column}",
            .. from width in (string[])["vgg", "vgg2x"]
               from column in (string[])["backprop", "backprop-div", "cossim-grp", "cossim-grp-div", "gaussian-grp", "gaussian-grp-div", "fa", "sign", "layer", "layer-fa"]
               select $"phsic-{width}-{column}-bn",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Entries().Select(static entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_experiment_can_be_built_and_says_what_was_published()
    {
        Assert.All(Entries(), static entry =>
        {
            Experiment experiment = ExperimentLibrary.Open(entry.Name);
            Assert.Empty(experiment.Rule.Create<float>().Objections(experiment.Network));
            Assert.Contains($"{experiment.Published!.Table}: test accuracy {experiment.Published.TestText} % after {experiment.Epochs} epochs", entry.Source, StringComparison.Ordinal);
            Assert.Equal(experiment.Epochs, experiment.Published.Epochs);
        });
    }

    [Theory]
    [InlineData("phsic-mnist-gaussian-grp-div", 98.1, 0.001, 1.0, 32)]
    [InlineData("phsic-mnist-cossim-grp-div", 96.3, 0.005, 0.4, 16)]
    [InlineData("phsic-fashion-mnist-gaussian-grp-div", 88.8, 0.005, 1.0, 32)]
    [InlineData("phsic-cifar10-cossim-grp", 52.5, 0.005, 0.4, 32)]
    [InlineData("phsic-vgg-gaussian-grp-div", 86.2, 0.0001, 0.4, 64)]
    [InlineData("phsic-vgg2x-gaussian-grp-div-bn", 91.2, 0.0005, 0.005, 128)]
    public void Settings_and_values_are_those_published(string name, double accuracy, double rate, double localRate, int groups)
    {
        Experiment experiment = ExperimentLibrary.Open(name);
        KernelizedBottleneckOptions options = (KernelizedBottleneckOptions)experiment.Rule.Options;
        Assert.Equal((accuracy, rate, localRate, groups), (experiment.Published!.TestAccuracy, options.Rate, options.LocalRate, options.Groups));
        Assert.Equal((2.0, 1.0, DependenceEstimator.Plausible), (options.Balance, options.Smoothing, options.Estimator));
        Assert.Equal(options.DivisiveNormalization ? 0.8 : 0.5, options.FeatureExponent);
    }

    // Catches an option of the base that a variation should have left behind.
    [Fact]
    public void Plain_kernels_see_units_and_grouped_ones_centred_groups() => Assert.All(Entries(), static entry =>
    {
        if (ExperimentLibrary.Open(entry.Name).Rule.Options is not KernelizedBottleneckOptions { LocalRate: > 0 } options)
            return;
        bool grouped = entry.Name.Contains("-grp", StringComparison.Ordinal);
        Assert.Equal((grouped, grouped), (options.Grouping, options.CenterFeatures));
        Assert.Equal(entry.Name.Contains("-div", StringComparison.Ordinal), options.DivisiveNormalization);
        Assert.Equal(entry.Name.Contains("gaussian", StringComparison.Ordinal) ? KernelKind.Gaussian : KernelKind.Cosine, options.Kernel);
        Assert.Equal(entry.Name.EndsWith("-bn", StringComparison.Ordinal), options.BatchNormalization);
    });

    [Theory]
    [InlineData("phsic-mnist-last", 49, 1)]
    [InlineData("phsic-mnist-last", 50, 0.25)]
    [InlineData("phsic-mnist-last", 89, 0.0625)]
    [InlineData("phsic-mnist-last", 99, 0.015625)]
    [InlineData("phsic-vgg-layer", 349, 0.25)]
    [InlineData("phsic-vgg-layer", 499, 0.00390625)]
    [InlineData("phsic-vgg-backprop", 100, 0.25)]
    [InlineData("phsic-vgg-backprop-bn", 299, 1)]
    public void Rates_fall_to_a_quarter_at_the_milestones(string name, int epoch, double factor) =>
        Assert.Equal(factor, new LearningRateSchedule(ExperimentLibrary.Open(name).Schedule).FactorAt(epoch));

    private static IEnumerable<LibraryEntry> Entries() => ExperimentLibrary.All.Where(static entry => entry.Path.StartsWith(Folder, StringComparison.Ordinal));
}
