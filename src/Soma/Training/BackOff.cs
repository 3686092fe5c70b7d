namespace Soma.Training;

/// <summary>The guard took updates back (<see cref="UpdateGuard"/>); the run goes on with the next minibatch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Minibatch">Minibatches of this epoch that are done, the one that gave cause included.</param>
/// <param name="TakenBack">How many minibatches ago the synapses were copied that are back now.</param>
/// <param name="Share">What the schedule's learning rates are multiplied by from now on, below 1.</param>
/// <param name="Count">How many back-offs this epoch has seen, this one included.</param>
/// <param name="Cause">What went wrong.</param>
public sealed record BackOff(int Epoch, int Minibatch, long TakenBack, double Share, int Count, Divergence Cause);
