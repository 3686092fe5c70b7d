using Soma.Data;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Samples;

/// <summary>What layers tell of each other, while a network relaxes and as the published code logs it.</summary>
public static class Information
{
    /// <summary>Tells the objective after every sweep of a batch.</summary>
    public static void Watch(ILearningRule<double> rule, Synapses<double> synapses, Batch<double> batch, PhaseRecord<double> record)
    {
        // snippet: watching-information
        InformationTrace<double> information = new(batch, epsilon: 0.15);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = information;
        rule.RunPhases(synapses, batch, record);
        foreach (SweepInformation sweep in information.Sweeps)
            Console.WriteLine($"{sweep.Phase.Kind} {sweep.Sweep}: J = {sweep.Objective.Value}");

        // end
    }

    /// <summary>The published logs of a network with one hidden layer that keeps its running correlations.</summary>
    public static (double Forward, double Backward) Published(Synapses<double> synapses, LayerSignals<double> rates, int samples, double epsilon)
    {
        // snippet: published-information
        double forward = PublishedInformation.Forward(synapses["rfree"][2], synapses["wff"][2], rates[1], rates[2], samples, epsilon);
        double backward = PublishedInformation.Backward(synapses["rfree"][1], synapses["wfb"][2], rates[1], rates[2], samples, epsilon);

        // end
        return (forward, backward);
    }
}
