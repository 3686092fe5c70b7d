using System.Xml.Linq;
using Soma.Metrics;
using Soma.Networks;
using Soma.Reports.Figures;
using Soma.Testing;
using Soma.Training.Portraits;
using Xunit;

namespace Soma.Reports.Tests.Figures;

/// <summary>What each figure says, read from its numbers and its image.</summary>
public sealed class FigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The mean of test accuracies 0.81, 0.82, 0.83 after the last epoch, and their deviation; catches shares taken for percents and n for n − 1.
    [Fact]
    public void Results_are_mean_and_sample_deviation_in_percent()
    {
        IReadOnlyList<string> row = Only("results").Numbers.Rows.Single(static row => row[0].Contains("batchSize=5, rule.nudge=1", StringComparison.Ordinal));
        Assert.Equal(["3", "4", "82.00 ± 1.00", "–", "90.00", "76.00", "5.000"], [.. row.Skip(1).Select(static cell => cell.Replace(" ± 0.00", "", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Learning_curves_hold_bands_published_points_and_numbers_to_point_at()
    {
        Drawing drawing = Only("learning-curves");
        Assert.Contains(Texts(drawing), static text => text == "toy, published");
        Assert.Contains(Words(drawing), static words => words.StartsWith("epoch 2\n", StringComparison.Ordinal) && words.Contains("toy, published: 71.50 (71.25 to 71.75)", StringComparison.Ordinal));
        Assert.Equal(8, drawing.Picture!.Descendants().Count(static element => (string?)element.Attribute("fill-opacity") == "0.16"));
    }

    // Beyond seven lines nobody tells colours apart.
    [Fact]
    public void Of_many_experiments_the_best_are_in_colour()
    {
        string[] runs = [.. Enumerable.Range(1, 12).Select(nudge => SampleContent.Run(_folder, "toy", 0, nudge, 5, epochs: 3))];
        ReportContent content = new(RunGroup.Of(RunSeries.Read(runs)), PublishedCurves.None, PublishedAngles.None);
        Drawing drawing = Only("learning-curves", content);
        Assert.Contains("the 6 of 12 experiments with the best test accuracy", drawing.Caption, StringComparison.Ordinal);
        string[] legend = [.. Texts(drawing).Where(static text => text.StartsWith("toy", StringComparison.Ordinal) || text == "others")];
        Assert.Equal(7, legend.Length);
        Assert.Contains("toy (rule.nudge=12)", legend);
        Assert.DoesNotContain("toy (rule.nudge=6)", legend);
    }

    [Fact]
    public void Alignment_takes_the_moments_that_all_seeds_share()
    {
        ReportContent content = SampleContent.Full(_folder);
        Assert.Contains(Only("alignment", content).Numbers.Rows, static row => row[1] == "501" && row[2] == "2" && row[3] == "3" && row[4] == "80.00");
    }

    [Fact]
    public void Information_is_drawn_for_each_pair_of_layers_and_the_objective()
    {
        Drawing drawing = Only("information");
        Assert.Equal(["layers 0 and 1", "layers 1 and 2", "objective"], Texts(drawing).Where(static text => text.StartsWith("layers ", StringComparison.Ordinal) || text == "objective"));
        Assert.Equal(["4", "3.400", "1.400", "4.800"], drawing.Numbers.Rows[3].Skip(1));
    }

    // Sweeps are counted on from phase to phase; the second phase begins at the third sweep.
    [Fact]
    public void A_relaxation_marks_where_its_phases_begin()
    {
        Drawing drawing = Only("relaxation");
        Assert.Contains("free", Texts(drawing));
        Assert.Contains("β = −1", Texts(drawing));
        Assert.Equal(["nudged, β = −1", "1", "1.5000", "2.5000", "4.5000"], drawing.Numbers.Rows[2]);
        Assert.Contains(Words(drawing), static words => words.StartsWith("sweep 3\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Settling_stands_on_a_logarithmic_axis_without_the_sweeps_nobody_saw()
    {
        Drawing drawing = Only("settling");
        Assert.Contains("0.01", Texts(drawing));
        Assert.Contains("10⁻⁴", Texts(drawing));
        Assert.Equal("–", drawing.Numbers.Rows[0][2]);
    }

    // A collapsed network may have potentials of any size; a report on it is wanted more than any other.
    [Fact]
    public void Numbers_gone_astray_are_left_out_and_said_to_be()
    {
        ReportContent content = SampleContent.Full(_folder);
        Portrait astray = content.Portraits[0].Portrait with
        {
            Neurons = [new NeuronCourse(1, 3, 7, "cat", [new NeuronState(Phase.Free, 0, 3, 1e35, -1e300, 0.5, 0.5), new NeuronState(Phase.Free, 1, 3, 1e35, double.NaN, 0.5, 0.5)])],
            Relaxation = [new(Phase.Free, 0, [1e30], -1e30, [double.NaN]), new(Phase.Free, 1, [1e30], -1e30, [1e20])],
            Weights = [ValueHistogram.Of("wff.1", [-1e30, 1e30])],
        };
        content = content with { Portraits = [content.Portraits[0] with { Portrait = astray }] };
        Assert.Contains("values beyond ±10⁷ are left out", Texts(Only("neurons", content)));
        Assert.Contains("values beyond ±10⁷ are left out", Texts(Only("relaxation", content)));
        Assert.Empty(FigureReport.Of(content).LeftOut);
    }

    [Fact]
    public void A_confusion_tells_counts_and_marks_the_worst()
    {
        Drawing drawing = Only("confusion");
        Assert.Contains("78 of 86", drawing.Caption, StringComparison.Ordinal);
        Assert.Contains("5 of class dog answered as cat\n10.87 % of the class", Words(drawing));
        Assert.Equal([["cat", "37", "3"], ["dog", "5", "41"]], drawing.Numbers.Rows);

        // The strongest colour is that of the larger share of a class, not of the larger count on the diagonal.
        Assert.Equal("#a03f00", FillBelow(drawing, "5"));
        Assert.Equal("#e4e4e4", FillBelow(drawing, "41"));
    }

    [Fact]
    public void Mistakes_show_class_and_answer()
    {
        Drawing drawing = Only("mistakes");
        Assert.Contains("cat → dog", Texts(drawing));
        Assert.Contains("sample 7\nclass cat, answered dog\nmargin 0.8750", Words(drawing));
        Assert.Single(Images(drawing));
    }

    [Fact]
    public void Receptive_fields_are_images_with_the_unit_to_point_at()
    {
        Drawing drawing = Only("receptive-fields");
        Assert.Contains("unit 3\nlength 2.5\nfrom -1 to 1", Words(drawing));
        Assert.StartsWith("data:image/png;base64,", Assert.Single(Images(drawing)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_grid_of_two_keys_becomes_a_map()
    {
        Drawing drawing = Only("sweep");
        Assert.Contains("4 settings, 12 runs", drawing.Caption, StringComparison.Ordinal);
        Assert.Contains("batchSize", Texts(drawing));
        Assert.Contains("nudge", Texts(drawing));
        Assert.Contains("toy (batchSize=5, rule.nudge=1)\n82.00 ± 1.00 %, 3 seeds", Words(drawing));
        Assert.Equal("82.00", drawing.Numbers.Rows[0][3]);
    }

    [Fact]
    public void One_key_becomes_a_line_over_its_values()
    {
        string[] runs = [.. new[] { 0.01, 0.1, 1 }.Select(nudge => SampleContent.Run(_folder, "toy", 0, nudge, 5, epochs: 2))];
        Drawing drawing = Only("sweep", new(RunGroup.Of(RunSeries.Read(runs)), PublishedCurves.None, PublishedAngles.None));
        Assert.Contains("nudge 0.01\n80.01", Words(drawing));
        Assert.Contains("0.1", Texts(drawing)); // a decade of the logarithmic axis
    }

    // In a random search every setting has values of its own, so that each key seems to follow from any other.
    [Fact]
    public void A_random_search_shows_points_over_each_key()
    {
        string[] runs = [.. new[] { (0.3, 7), (0.9, 5), (0.5, 20), (0.7, 11) }.Select(setting => SampleContent.Run(_folder, "toy", 0, setting.Item1, setting.Item2, epochs: 2))];
        Drawing drawing = Only("sweep", new(RunGroup.Of(RunSeries.Read(runs)), PublishedCurves.None, PublishedAngles.None));
        Assert.Contains("nudge 0.9\n80.90", Words(drawing));
        Assert.Contains("batchSize 5\n80.90", Words(drawing));
    }

    [Fact]
    public void Runs_of_one_rule_and_network_are_one_bar_of_the_cost()
    {
        Drawing drawing = Only("cost");
        Assert.Equal([["corinfomax", "mnist", "784-500-10", "5", "5.000", "6", "A chip, avx2, 2 threads"], ["corinfomax", "mnist", "784-500-10", "10", "10.000", "6", "A chip, avx2, 2 threads"]], drawing.Numbers.Rows);
        Assert.Contains("corinfomax, batch 10", Texts(drawing));
    }

    private Drawing Only(string figure, ReportContent? content = null) =>
        Assert.Single(FigureCatalog.All.Single(candidate => candidate.Id == figure).Draw(content ?? SampleContent.Full(_folder)).Drawings);

    private static string[] Texts(Drawing drawing) => [.. drawing.Picture!.Descendants().Where(static element => element.Name.LocalName == "text").Select(static text => text.Nodes().OfType<XText>().First().Value)];

    private static string[] Words(Drawing drawing) => [.. drawing.Picture!.Descendants().Where(static element => (string?)element.Attribute("class") == "hit").Select(static hit => hit.Value)];

    private static string[] Images(Drawing drawing) => [.. drawing.Picture!.Descendants().Where(static element => element.Name.LocalName == "image").Select(static image => image.Attributes().Single(static attribute => attribute.Name.LocalName == "href").Value)];

    private static string FillBelow(Drawing drawing, string text) =>
        drawing.Picture!.Descendants().Single(element => element.Name.LocalName == "text" && element.Value == text && element.Parent!.Elements().First().Name.LocalName == "rect").Parent!.Elements().First().Attribute("fill")!.Value;
}
