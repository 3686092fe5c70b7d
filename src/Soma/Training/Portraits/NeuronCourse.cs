using Soma.Metrics;

namespace Soma.Training.Portraits;

/// <summary>What a neuron felt while one sample was lived through.</summary>
/// <param name="Layer">Its layer, from 1.</param>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Sample">Number of the sample in the dataset, from 0.</param>
/// <param name="Label">What the sample's class is called.</param>
/// <param name="States">Sweep by sweep, phase after phase.</param>
public sealed record NeuronCourse(int Layer, int Unit, int Sample, string Label, IReadOnlyList<NeuronState> States);
