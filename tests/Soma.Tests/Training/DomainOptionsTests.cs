using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Tests.Training;

/// <summary>Domains in experiment files: a list of records, which hold lists of lists.</summary>
public sealed class DomainOptionsTests
{
    private const string Domains = """
        rule.domains=[
          { "set": "nonnegativeL1Ball", "form": "interneurons", "interneuronRate": 1e-6 },
          { "set": "canonical", "signedUnits": [2], "subvectors": [[0, 1], [1, 2]] }
        ]
        """;

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        IReadOnlyList<LayerDomain> domains = DomainsOf(TinyProblem.Experiment(Domains));
        Assert.Equal(2, domains.Count);
        Assert.Equal(("nonnegativeL1Ball", "interneurons", 1e-6), (domains[0].Set, domains[0].Form, domains[0].InterneuronRate));
        Assert.Empty(domains[0].Subvectors);
        Assert.Equal(("canonical", "projection"), (domains[1].Set, domains[1].Form));
        Assert.Equal([2], domains[1].SignedUnits);
        Assert.Equal([[0, 1], [1, 2]], domains[1].Subvectors);
    }

    // Catches what is read but not written: a resumed run would live in another set.
    [Fact]
    public void The_resolved_text_reads_back_as_itself()
    {
        string json = TinyProblem.Experiment(Domains).ToJson();
        Assert.Equal(json, ExperimentReader.Read(json, "resolved").ToJson());
        Assert.Contains("\"interneuronRate\": 1E-06", json, StringComparison.Ordinal);
    }

    [Fact]
    public void One_entry_of_one_domain_can_be_changed() =>
        Assert.Equal(0.25, DomainsOf(TinyProblem.Experiment(Domains, "rule.domains[0].interneuronRate=0.25"))[0].InterneuronRate);

    [Theory]
    [InlineData("rule.domains[1].subvectors[1][0]=-1", "rule.domains[1].subvectors[1][0]", "is -1, but must be at least 0.")]
    [InlineData("rule.domains[1].subvectors=[0]", "rule.domains[1].subvectors[0]", "is 0, but must be a list of whole numbers, each at least 0.")]
    [InlineData("rule.domains[1].subvectors[0]=[1.5]", "rule.domains[1].subvectors[0][0]", "is 1.5, but must be a whole number at least 0.")]
    [InlineData("rule.domains[0].sett=simplex", "rule.domains[0].sett", "there is no such key; did you mean 'rule.domains[0].set'?")]
    [InlineData("rule.domains[0].interneuronRate=-1", "rule.domains[0].interneuronRate", "is -1, but must be at least 0 and at most 1000.")]
    [InlineData("rule.domains[0].set=nonnegativeL1", "rule", "domains[0]: there is no set 'nonnegativeL1'; did you mean 'nonnegativeL1Ball'?")]
    [InlineData("rule.domains[1].subvectors[1][1]=3", "rule", "domains[1]: subvectors[1] names unit 3; the layer has units 0 to 2.")]
    [InlineData("rule.domains=[{}]", "rule", "domains has 1 entries; the network 12-9-3 needs 2, one for each of layers 1 to 2, or none for the unit box everywhere.")]
    public void A_mistake_is_told_where_it_is_and_how_to_mend_it(string change, string path, string message)
    {
        ExperimentException failure = Assert.Throws<ExperimentException>(() => TinyProblem.Experiment(Domains, change));
        Problem problem = Assert.Single(failure.Problems);
        Assert.Equal((path, message), (problem.Path, problem.Message));
    }

    [Fact]
    public void Their_entries_are_described_for_the_help_texts()
    {
        IReadOnlyList<OptionDescription> options = OptionsBinder.Describe(typeof(CorInfoMaxOptions));
        OptionDescription subvectors = options.Single(static option => option.Path == "domains[].subvectors");
        Assert.Equal(("list of lists of whole numbers", "at least 0", "[]"), (subvectors.Kind, subvectors.Range, subvectors.Default));
        Assert.Equal("[]", options.Single(static option => option.Path == "domains").Default);
    }

    private static IReadOnlyList<LayerDomain> DomainsOf(Experiment experiment) => ((CorInfoMaxOptions)experiment.Rule.Options).Domains;
}
