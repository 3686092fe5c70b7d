using Soma.Learning;
using Soma.Training;

namespace Soma.Samples;

/// <summary>A rule that lives outside of the library, in an experiment of the library.</summary>
public static class OwnRule
{
    /// <summary>The published MNIST experiment, with our rule in place of the paper's.</summary>
    public static Experiment Experiment()
    {
        // snippet: rule-outside
        RuleInfo info = new("contrastive-hebbian", "One line for people", typeof(ContrastiveHebbianOptions), typeof(ContrastiveHebbian<>));
        RuleChoice rule = new(info, new ContrastiveHebbianOptions { Sweeps = 15 });
        Experiment experiment = ExperimentLibrary.Open("mnist", "architecture=[784,30,10]", "epochs=1") with { Rule = rule };

        // end
        return experiment;
    }
}
