using Soma.Dynamics.Solvers;

namespace Soma.Tests.Dynamics.Solvers;

public sealed class TableauTests
{
    private const double Rounding = 1e-13;

    public static TheoryData<string> Names() => [.. TableauCatalog.All.Select(static tableau => tableau.Name)];

    [Fact]
    public void All_methods_are_there() => Assert.Equal(
        ["euler", "midpoint", "rk38", "rk4", "adaptive-heun", "fehlberg2", "fehlberg2-as-published", "bosh3", "dopri5", "dopri8"],
        TableauCatalog.All.Select(static tableau => tableau.Name));

    // Catches a misprinted fraction: exactly where fractions are exact, and to rounding where they approximate.
    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_sum_to_their_times_and_weights_to_one(string name)
    {
        Tableau tableau = TableauCatalog.Find(name)!;
        Assert.All(tableau.ExactStages, stage => Assert.Equal(stage.Time.ToDouble(), Sum(stage.Coefficients), Rounding));
        Assert.Equal(1, Sum(tableau.ExactWeights), Rounding);
        if (!tableau.IsAdaptive)
            return;
        Assert.Equal(1, Sum(tableau.ExactCompanion), Rounding);
        if (name != "fehlberg2-as-published")
            Assert.Equal(0, tableau.ErrorWeights.ToArray().Sum(), Rounding);
    }

    // Every condition of every order: 200 trees for the method of order eight.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_conditions_of_the_declared_order_are_met_and_those_of_the_next_are_not(string name)
    {
        Tableau tableau = TableauCatalog.Find(name)!;
        for (int order = 1; order <= tableau.Order; order++)
            Assert.InRange(LargestDefect(tableau, tableau.ExactWeights, order), 0, Rounding);
        Assert.InRange(LargestDefect(tableau, tableau.ExactWeights, tableau.Order + 1), 1e-7, 1);
    }

    // A companion of the same order would estimate nothing.
    [Theory]
    [InlineData("adaptive-heun", 1)]
    [InlineData("fehlberg2", 1)]
    [InlineData("bosh3", 2)]
    [InlineData("dopri5", 4)]
    [InlineData("dopri8", 7)]
    public void The_companion_is_of_one_order_less(string name, int companionOrder)
    {
        Tableau tableau = TableauCatalog.Find(name)!;
        for (int order = 1; order <= companionOrder; order++)
            Assert.InRange(LargestDefect(tableau, tableau.ExactCompanion, order), 0, Rounding);
        Assert.InRange(LargestDefect(tableau, tableau.ExactCompanion, companionOrder + 1), 1e-7, 1);
    }

    // 1, 1, 2, 4, 9, 20, 48, 115: if trees were missing, so would be conditions.
    [Fact]
    public void Trees_are_as_many_as_there_are() => Assert.Equal([1, 1, 2, 4, 9, 20, 48, 115], Enumerable.Range(1, 8).Select(static order => RootedTree.OfOrder(order).Count));

    [Theory]
    [InlineData("dopri5", 6, true)]
    [InlineData("dopri8", 13, true)]
    [InlineData("bosh3", 3, true)]
    [InlineData("rk4", 4, false)]
    [InlineData("adaptive-heun", 2, false)]
    public void A_last_stage_that_is_the_next_first_is_left_out(string name, int stages, bool isLeftOut)
    {
        Tableau tableau = TableauCatalog.Find(name)!;
        Assert.Equal((stages, isLeftOut), (tableau.Stages, tableau.LastIsNextFirst));
        Assert.Equal(tableau.IsAdaptive ? stages + 1 : 0, tableau.ErrorWeights.Length);
    }

    [Theory]
    [InlineData("3/40", 3, 40)]
    [InlineData("-6/4", -3, 2)]
    [InlineData("0", 0, 1)]
    public void A_fraction_is_read_in_lowest_terms(string text, int numerator, int denominator)
    {
        Rational fraction = Rational.Parse(text);
        Assert.Equal((numerator, denominator), ((int)fraction.Numerator, (int)fraction.Denominator));
        Assert.Equal((double)numerator / denominator, fraction.ToDouble());
    }

    [Fact]
    public void What_is_no_fraction_is_refused() => Assert.Contains("1/2/3", Assert.Throws<FormatException>(static () => Rational.Parse("1/2/3")).Message, StringComparison.Ordinal);

    private static double Sum(IEnumerable<Rational> fractions) => fractions.Sum(static fraction => fraction.ToDouble());

    private static double LargestDefect(Tableau tableau, IReadOnlyList<Rational> weights, int order)
    {
        int stages = tableau.ExactStages.Count;
        double[][] a = [.. tableau.ExactStages.Select(stage => stage.Coefficients.Select(static value => value.ToDouble()).Concat(new double[stages - stage.Coefficients.Count]).ToArray())];
        return RootedTree.OfOrder(order).Max(tree => Math.Abs(tree.Values(a).Zip(weights, static (value, weight) => value * weight.ToDouble()).Sum() - (1 / tree.Density)));
    }
}
