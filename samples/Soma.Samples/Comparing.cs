using Soma.Data;
using Soma.Numerics;
using Soma.Training;
using Soma.Training.Comparisons;

namespace Soma.Samples;

/// <summary>Rules side by side.</summary>
public static class Comparing
{
    /// <summary>Compares our rule with the paper's.</summary>
    /// <param name="digits">MNIST, or a part of it.</param>
    /// <param name="team">The threads.</param>
    /// <param name="folder">Where the runs are kept.</param>
    public static void Run(DatasetPair digits, ThreadTeam team, string folder)
    {
        // snippet: comparing
        Experiment corinfomax = ExperimentLibrary.Open("mnist", "architecture=[784,30,10]", "epochs=1");
        ComparisonPlan plan = new([corinfomax, OwnRule.Experiment() with { Name = "own" }], seeds: [0, 10]);
        ComparisonResult result = new RuleComparison(plan, digits, team, folder).Run();
        foreach (ComparedExperiment compared in result.Experiments)
            Console.WriteLine($"{compared.Experiment.Name}: {compared.Runs.Average(static run => run.TestAccuracy):P1}, {compared.Cost.Ratio:F1} × backpropagation");

        // end
    }
}
