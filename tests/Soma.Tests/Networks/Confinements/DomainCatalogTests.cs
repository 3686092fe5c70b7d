using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Confinements;

namespace Soma.Tests.Networks.Confinements;

/// <summary>Domains that cannot be are told so, all of them at once.</summary>
public sealed class DomainCatalogTests
{
    [Fact]
    public void Sets_and_forms_are_found()
    {
        Assert.Equal(["canonical", "nonnegativeL1Ball", "signedBox", "signedL1Ball", "simplex", "unitBox"], DomainCatalog.Sets.Select(static set => set.Name));
        Assert.Equal(
            ["interneurons canonical", "interneurons nonnegativeL1Ball", "interneurons signedL1Ball", "projection any"],
            DomainCatalog.Forms.Select(static form => $"{form.Name} {form.Set?.Name ?? "any"}"));
    }

    [Fact]
    public void Every_set_can_be_projected_on_with_its_name_alone() => Assert.All(DomainCatalog.Sets, static set =>
    {
        LayerDomain domain = new() { Set = set.Name };
        Assert.Empty(DomainCatalog.Objections(domain, 10));
        Assert.Equal(set.Definition, DomainCatalog.Find<float>(domain)!.Polytope.GetType().GetGenericTypeDefinition());
    });

    [Fact]
    public void A_name_that_is_nearly_right_is_answered_with_the_right_one()
    {
        LayerDomain domain = new() { Set = "unitbx", Form = "interneuron" };
        Assert.Equal(
            ["there is no set 'unitbx'; did you mean 'unitBox'?", "there is no form 'interneuron'; did you mean 'interneurons'?"],
            DomainCatalog.Objections(domain, 10));
        Assert.Null(DomainCatalog.Find<float>(domain));
    }

    [Fact]
    public void A_name_like_no_other_is_answered_with_all_names() => Assert.Equal(
        ["there is no set 'octahedron'; there are: canonical, nonnegativeL1Ball, signedBox, signedL1Ball, simplex, unitBox."],
        DomainCatalog.Objections(new LayerDomain { Set = "octahedron" }, 10));

    [Fact]
    public void A_box_has_no_interneurons_and_neither_signed_units_nor_subvectors() => Assert.Equal(
        [
            "the set 'unitBox' has no form 'interneurons', which is made for canonical, nonnegativeL1Ball, signedL1Ball; take 'projection'.",
            "the set 'unitBox' has neither signed units nor subvectors; the set that has them is 'canonical'.",
        ],
        DomainCatalog.Objections(new LayerDomain { Form = "interneurons", SignedUnits = [1] }, 10));

    [Fact]
    public void Units_that_a_layer_does_not_have_are_named() => Assert.Equal(
        [
            "signedUnits names unit 10; the layer has units 0 to 9.",
            "subvectors[0] names no unit; a subvector needs at least one.",
            "subvectors[1] names units -1, 11, 12, 13, 14 and 1 more; the layer has units 0 to 9.",
            "subvectors[2] names unit 3 2 times; once is enough.",
        ],
        DomainCatalog.Objections(
            new LayerDomain { Set = "canonical", SignedUnits = [9, 10], Subvectors = [[], [-1, 11, 12, 13, 14, 2_000_000_000], [3, 4, 3]] }, 10));

    [Fact]
    public void The_rule_objects_layer_by_layer()
    {
        CorInfoMax<float> rule = new(new CorInfoMaxOptions { Domains = [new LayerDomain { Set = "simplx" }, new LayerDomain { Form = "interneurons" }] });
        string[] objections = [.. rule.Objections(new Architecture(784, 500, 10))];
        Assert.Equal(2, objections.Length);
        Assert.StartsWith("domains[0]: there is no set 'simplx'", objections[0], StringComparison.Ordinal);
        Assert.StartsWith("domains[1]: the set 'unitBox' has no form", objections[1], StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_domain_for_every_layer_or_none()
    {
        CorInfoMax<float> rule = new(new CorInfoMaxOptions { Domains = [new LayerDomain()] });
        string objection = Assert.Single(rule.Objections(new Architecture(784, 500, 10)));
        Assert.Equal("domains has 1 entries; the network 784-500-10 needs 2, one for each of layers 1 to 2, or none for the unit box everywhere.", objection);
    }
}
