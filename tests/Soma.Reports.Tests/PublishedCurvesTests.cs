using Xunit;

namespace Soma.Reports.Tests;

public sealed class PublishedCurvesTests
{
    [Fact]
    public void The_library_holds_the_curves_of_CorInfoMax_and_of_what_it_is_compared_with()
    {
        Assert.Equal(
            [
                "cifar10", "cifar10-3layer", "cifar10-ep", "cifar10-pc-nudge", "cifar10-sparse", "cifar100-3layer", "cifar100-3layer-top5",
                "fashion-mnist", "fashion-mnist-csm", "fashion-mnist-ep", "fashion-mnist-pc", "fashion-mnist-pc-nudge", "fashion-mnist-sparse",
                "mnist", "mnist-3layer", "mnist-csm", "mnist-ep", "mnist-pc", "mnist-pc-nudge", "mnist-sparse",
            ],
            PublishedCurves.Library.Experiments);
        Assert.All(PublishedCurves.Library.Experiments, static name => Assert.Equal(11, PublishedCurves.Library.Of(name).Count));
        IReadOnlyList<PublishedPoint> mnist = PublishedCurves.Library.Of("mnist");
        Assert.Equal([1, 2, 3, 5, 10, 15, 16, 20, 25, 30, 50], mnist.Select(static point => point.Epoch));
        Assert.Equal(new PublishedPoint("mnist", 1, 94.02, 0.31), mnist[0]);
        Assert.Equal(new PublishedPoint("mnist", 50, 97.61, 0.10), mnist[^1]);
        Assert.Equal(new PublishedPoint("cifar10-ep", 15, 48.43, 1.11), PublishedCurves.Library.Of("cifar10-ep")[5]);
        Assert.Empty(PublishedCurves.Library.Of("unheard-of"));
    }

    [Fact]
    public void Comments_and_the_order_of_lines_do_not_matter()
    {
        PublishedCurves curves = PublishedCurves.Read("# source\r\nexperiment,epoch,mean,std\r\na,5,90,1\r\n# more\r\na,1,80.5,0.25\r\n\r\n", "x.csv");
        Assert.Equal([new("a", 1, 80.5, 0.25), new("a", 5, 90, 1)], curves.Of("a"));
    }

    [Fact]
    public void All_faults_of_a_file_are_said_at_once()
    {
        string csv = "experiment,epoch,mean,std\na,1,90,1\na,1,91,1\na,0,90,1\na,2,101,1\na,3,90,-1\na,4,90\n,5,90,1\n";
        ReportException refusal = Assert.Throws<ReportException>(() => PublishedCurves.Read(csv, "x.csv"));
        Assert.Equal([3, 4, 5, 6, 7, 8], refusal.Problems.Select(static problem => int.Parse(problem.Split("line ")[1].Split(',')[0], null)));
        Assert.StartsWith("'x.csv', line 3, is the second point of 'a' at epoch 1", refusal.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_are_refused() =>
        Assert.Contains("but the columns are experiment,epoch,mean,std", Assert.Throws<ReportException>(static () => PublishedCurves.Read("a,b\n", "x.csv")).Message, StringComparison.Ordinal);
}
