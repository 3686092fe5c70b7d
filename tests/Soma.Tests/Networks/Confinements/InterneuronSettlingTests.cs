using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Numerics;

namespace Soma.Tests.Networks.Confinements;

/// <summary>When a relaxation with interneurons counts as settled.</summary>
public sealed class InterneuronSettlingTests
{
    private const int Units = 12;
    private const double Tolerance = 0.01;

    // Judged by its rates alone such a relaxation looks settled long before the slow interneurons have pushed the rates into the ball.
    [Theory]
    [InlineData("nonnegativeL1Ball")]
    [InlineData("signedL1Ball")]
    [InlineData("canonical")]
    public void A_relaxation_with_interneurons_is_settled_only_when_their_constraints_are_met(string set)
    {
        Activity<double> waited = Relax(Held(set, 0.01), awaitInterneurons: true, limit: 20_000, out RelaxationEnd end);
        Assert.Equal(RelaxationEnd.Settled, end);
        Activity<double> hasty = Relax(Held(set, 0.01), awaitInterneurons: false, limit: 20_000, out RelaxationEnd early);
        Assert.Equal(RelaxationEnd.Settled, early);
        Assert.InRange(hasty.SettledAfter[0], 1, waited.SettledAfter[0] - 1);
        Assert.InRange(LargestNorm(waited), 0.5, 1 + Tolerance);
        Assert.True(LargestNorm(hasty) > 1 + (3 * Tolerance));
    }

    // A rate that hardly moves must not pass for one that has arrived.
    [Fact]
    public void Interneurons_at_the_published_slow_rate_keep_a_relaxation_going_to_its_limit()
    {
        Activity<double> activity = Relax(Held("nonnegativeL1Ball", 1e-6), awaitInterneurons: true, limit: 400, out RelaxationEnd end);
        Assert.Equal(RelaxationEnd.SweepLimit, end);
        Assert.Equal(0, activity.SettledAfter[0]);
    }

    // An interneuron at 0 whose constraint holds is at rest; one that still fires inside the set is on its way down.
    [Theory]
    [InlineData(0.0, 0.9, true)]
    [InlineData(0.0, 1.001, true)]
    [InlineData(0.0, 1.1, false)]
    [InlineData(0.4, 1.001, true)]
    [InlineData(0.4, 0.9, false)]
    [InlineData(0.001, 0.9, true)]
    public void An_interneuron_is_judged_by_the_way_it_has_to_go(double q, double norm, bool settled)
    {
        foreach (string set in (string[])["nonnegativeL1Ball", "signedL1Ball", "canonical"])
        {
            Confinement<double> confinement = DomainCatalog.Find<double>(Held(set, 1e-6))!;
            Matrix<double> rates = new(1, Units);
            rates.Row(0)[0] = norm;
            Interneurons<double> interneurons = new(new Matrix<double>(1, 1), new Matrix<double>(1, 1));
            interneurons.Rates.Row(0)[0] = q;
            Assert.Equal(settled, confinement.HasSettled(rates, interneurons, Tolerance, new RowRange(0, 1)));
        }
    }

    private static LayerDomain Held(string set, double rate) => new()
    {
        Set = set,
        Form = "interneurons",
        InterneuronRate = rate,
        Subvectors = set == "canonical" ? [[.. Enumerable.Range(0, Units)]] : [],
    };

    private static Activity<double> Relax(LayerDomain domain, bool awaitInterneurons, int limit, out RelaxationEnd end) => StronglyDriven.Relax(
        new CorInfoMaxOptions
        {
            ForgettingFactor = 0.999,
            Integrator = SomaticIntegrator.Exponential,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = 0.3 },
            Settling = new Settling { Tolerance = Tolerance, SweepLimit = limit, AwaitInterneurons = awaitInterneurons },
            Domains = [domain, domain],
        },
        Units,
        out end);

    private static double LargestNorm(Activity<double> activity) =>
        Enumerable.Range(1, 2).Max(layer => activity.Rates[layer].ToArray().Sum(Math.Abs));
}
