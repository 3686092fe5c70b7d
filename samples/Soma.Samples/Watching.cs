using Soma.Data;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;

namespace Soma.Samples;

/// <summary>Looks at the information between layers from outside of a training run.</summary>
public static class Watching
{
    /// <summary>Writes the objective after each sweep that a batch is lived through with.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="synapses">The network.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="record">The rule's buffers.</param>
    public static void Relaxation(ILearningRule<double> rule, Synapses<double> synapses, Batch<double> batch, PhaseRecord<double> record)
    {
        // snippet: sweeps
        InformationTrace<double> information = new(batch, epsilon: 0.15);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = information;
        rule.RunPhases(synapses, batch, record);
        foreach (SweepInformation sweep in information.Sweeps)
            Console.WriteLine($"{sweep.Phase.Kind} {sweep.Sweep}: J = {sweep.Objective.Value}");

        // end
    }

    /// <summary>What the published code would log of the first two hidden layers of a network with at least two.</summary>
    /// <param name="synapses">A network whose rule tracks the correlations of its phases.</param>
    /// <param name="activity">What it answered.</param>
    /// <param name="samples">How many samples it was asked about.</param>
    /// <param name="epsilon">ε, positive.</param>
    /// <returns>The forward and the backward number.</returns>
    public static (double Forward, double Backward) Published(Synapses<double> synapses, Activity<double> activity, int samples, double epsilon)
    {
        // snippet: published-information
        double forward = PublishedInformation.Forward(synapses["rfree"][2], synapses["wff"][2], activity.Rates[1], activity.Rates[2], samples, epsilon);
        double backward = PublishedInformation.Backward(synapses["rfree"][1], synapses["wfb"][2], activity.Rates[1], activity.Rates[2], samples, epsilon);

        // end
        return (forward, backward);
    }
}
