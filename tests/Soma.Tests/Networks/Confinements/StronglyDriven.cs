using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Networks.Confinements;

/// <summary>A network with feedforward drives of either sign that are too strong for its sets, and feedback too weak to make more than one fixed point.</summary>
internal static class StronglyDriven
{
    public static Activity<double> Relax(CorInfoMaxOptions options, int units, out RelaxationEnd end)
    {
        Architecture architecture = new(6, units, units);
        CorInfoMax<double> rule = new(options);
        Synapses<double> synapses = rule.Grow(architecture, new RandomStream(1));
        RandomStream random = new(2);
        foreach ((string name, PanelMatrix<double> tensor) in synapses.All)
        {
            double strength = name.StartsWith("wff", StringComparison.Ordinal) ? 1.5 : 0.05;
            if (!name.StartsWith("b.", StringComparison.Ordinal))
                tensor.Import([.. Enumerable.Range(0, (int)tensor.Length).Select(_ => random.NextUniform(-0.6 * strength, strength))]);
        }

        Batch<double> batch = new(1, 6, units) { Count = 1 };
        batch.Inputs.Import([0.9, 0.2, 0.5, 0.7, 0.4, 0.8]);
        using ThreadTeam team = new(1);
        Activity<double> activity = new(architecture, 1, team);
        end = rule.Infer(synapses, batch, activity).End;
        return activity;
    }
}
