using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Confinements;
using Soma.Networks.Polytopes;
using Soma.Numerics;
using Soma.Tests.Networks.Polytopes;

namespace Soma.Tests.Networks.Confinements;

/// <summary>
/// What theory says of interneurons: they are Lagrange multipliers, so a relaxation that has settled meets the constraint, and its rates are those of the network with exact
/// projections. Golden files, which end long before, cannot show it.
/// </summary>
public sealed class InterneuronTests
{
    private const int Units = 12;

    public static TheoryData<string> Names() =>
        [.. DomainCases.All.Values.Where(static one => one.Units == Units && HasInterneurons(one.Domain.Set)).Select(static one => one.Name)];

    // Catches an ascent of the wrong sign or of another norm, inhibition that does not reach its layer, and a q whose fixed point is not the multiplier.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_long_relaxation_meets_the_constraint_and_ends_where_exact_projections_do(string name)
    {
        LayerDomain domain = DomainCases.All[name].Domain with { InterneuronRate = 0.05 };
        Activity<double> projected = Settle(domain), held = Settle(domain with { Form = "interneurons" });
        Confinement<double> confinement = DomainCatalog.Find<double>(domain)!;
        for (int layer = 1; layer <= 2; layer++)
        {
            double[] rates = held.Rates[layer].ToArray();
            Assert.True(confinement.Polytope.Contains(rates, 1e-9), $"layer {layer}: {string.Join(" ", rates)}");
            Assert.Equal(projected.Rates[layer].ToArray(), rates, static (a, b) => Math.Abs(a - b) < 1e-8);
        }
    }

    // The test above would say nothing if no constraint were in the way.
    [Theory]
    [MemberData(nameof(Names))]
    public void Where_there_are_constraints_some_interneuron_of_the_hidden_layer_fires(string name)
    {
        LayerDomain domain = DomainCases.All[name].Domain with { InterneuronRate = 0.05, Form = "interneurons" };
        LayerConfinements<double> confinements = new([domain, domain]);
        if (confinements[1].InterneuronCount > 0)
            Assert.Contains(confinements.InterneuronsOf(Settle(domain), 1).Rates.ToArray(), static q => q > 0.01);
    }

    [Fact]
    public void The_interneuron_of_the_l1_ball_ascends_by_the_excess_and_leaks_below_zero()
    {
        Confinement<double> confinement = new NonnegativeL1Interneurons<double>(new LayerDomain { InterneuronRate = 0.1 });
        Matrix<double> rates = new(2, 3);
        rates.Import([0.5, 1.25, 0.75, 0.25, 0, 0.5]);
        Interneurons<double> interneurons = new(new Matrix<double>(2, 1), new Matrix<double>(2, 1));
        interneurons.Rates.Import([0.4, 0]);
        interneurons.Potentials.Import([0.4, -0.2]);

        confinement.Ascend(rates, interneurons, new RowRange(0, 2));

        // 0.4 + 0.1·1.5, and −0.2 + 0.1·(0.2 − 0.25 + 0).
        AssertNear([0.55, -0.205], interneurons.Potentials.ToArray());
        AssertNear([0.55, 0], interneurons.Rates.ToArray());
    }

    // In hidden layers the apical coupling 1/ε multiplies the potential: ε·q must be taken away for du to feel q.
    [Fact]
    public void The_interneuron_takes_its_reach_times_its_rate_from_every_apical_potential_of_its_sample()
    {
        Confinement<double> confinement = new NonnegativeL1Interneurons<double>(new LayerDomain());
        Matrix<double> apical = new(2, 3);
        apical.Import([1, 2, 3, 4, 5, 6]);
        Interneurons<double> interneurons = new(new Matrix<double>(2, 1), new Matrix<double>(2, 1));
        interneurons.Rates.Import([2, 4]);

        confinement.Inhibit(apical, 0.25, interneurons, new RowRange(0, 2));

        Assert.Equal([0.5, 1.5, 2.5, 3, 4, 5], apical.ToArray());
        Assert.All(apical.Storage.ToArray()[3..apical.Stride], static padding => Assert.Equal(0.0, padding));
    }

    [Fact]
    public void Units_of_the_canonical_polytope_are_held_back_by_all_interneurons_of_their_subvectors()
    {
        CanonicalPolytope<double> set = new(signedUnits: [1, 3], subvectors: [[0, 1, 2], [1, 2]]);
        Confinement<double> confinement = new CanonicalInterneurons<double>(set, new LayerDomain { InterneuronRate = 0.5 });
        Matrix<double> somatic = new(1, 5), rates = new(1, 5);
        somatic.Import([0.75, -1.5, -0.5, -3, 0.25]);
        Interneurons<double> interneurons = new(new Matrix<double>(1, 2), new Matrix<double>(1, 2));
        interneurons.Rates.Import([0.25, 0.5]);

        confinement.Fire(somatic, interneurons, rates, new RowRange(0, 1));
        Assert.Equal([0.5, -0.75, 0, -1, 0.25], rates.ToArray());

        // ‖r_J‖₁ is 1.25 and 0.75.
        confinement.Ascend(rates, interneurons, new RowRange(0, 1));
        Assert.Equal([0.375, 0.375], interneurons.Rates.ToArray());
    }

    private static bool HasInterneurons(string set) => DomainCatalog.Forms.Any(form => form.Name == "interneurons" && form.Set?.Name == set);

    private static void AssertNear(double[] expected, double[] actual) => Assert.Equal(expected, actual, static (a, b) => Math.Abs(a - b) < 1e-15);

    private static Activity<double> Settle(LayerDomain domain)
    {
        CorInfoMaxOptions options = new()
        {
            ForgettingFactor = 0.999,
            FreeSweeps = 6000,
            NeuralStep = new NeuralStepSize { Rule = NeuralStepRule.Constant, Start = 0.05 },
            Domains = [domain, domain],
        };
        Activity<double> activity = StronglyDriven.Relax(options, Units, out RelaxationEnd end);
        Assert.NotEqual(RelaxationEnd.Diverged, end);
        return activity;
    }
}
