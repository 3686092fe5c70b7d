using System.Numerics;
using Soma.Data;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>Lives through one sample and picks the neurons on which the teacher shows most: hidden ones of the first layer, and the output of the right class.</summary>
internal static class NeuronChooser
{
    private const int HiddenNeurons = 3;

    /// <summary>What they felt; empty if the rule does not relax, or if no apical dendrite felt anything.</summary>
    public static IReadOnlyList<NeuronCourse> Watch<T>(Experiment experiment, TrainingState<T> state, Dataset data, int sample, ThreadTeam team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int output = experiment.Network.OutputLayer, label = data.Labels.Span[sample];
        if (output < 2)
            return [];
        string name = data.LabelNames[label];
        int[] units = [.. Enumerable.Range(0, experiment.Network[1])];
        NeuronTrace hidden = NeuronTracer.Run(experiment, state, new SampleChoice(data, sample), new NeuronChoice(1, units), team);
        if (hidden.Divergence is not null || hidden.States.All(static state => state.Apical == 0))
            return [];
        NeuronTrace above = NeuronTracer.Run(experiment, state, new SampleChoice(data, sample), new NeuronChoice(output, [label]), team);
        NeuronCourse[] moved =
        [
            .. hidden.States.GroupBy(static state => state.Unit)
                .OrderByDescending(static neuron => Moved([.. neuron])).ThenBy(static neuron => neuron.Key)
                .Take(HiddenNeurons).Select(neuron => new NeuronCourse(1, neuron.Key, sample, name, [.. neuron])),
        ];
        return [.. moved, new NeuronCourse(output, label, sample, name, above.States)];
    }

    // How far the teacher moved the rate: from the end of the free phase to the end of the last.
    private static double Moved(NeuronState[] states)
    {
        NeuronState free = states.LastOrDefault(static state => state.Phase.Kind == PhaseKind.Free, states[^1]);
        return Math.Abs(states[^1].Rate - free.Rate);
    }
}
