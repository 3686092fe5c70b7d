using Soma.Metrics;

namespace Soma.Training;

/// <summary>What a few neurons of a trained network felt while it lived through one sample.</summary>
/// <param name="Label">The sample's class, which is what the teacher of the nudged phases says.</param>
/// <param name="Answer">The class that the network answers at the end of the free phase.</param>
/// <param name="States">Sweep by sweep, and in each sweep unit by unit in the order asked for.</param>
/// <param name="Divergence">Where the numbers went wrong; null if they did not. The states then end there.</param>
public sealed record NeuronTrace(int Label, int Answer, IReadOnlyList<NeuronState> States, Divergence? Divergence);
