using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Metrics;

/// <summary>
/// Watches a relaxation climb its objective: after each sweep, the information between all neighbouring layers of the batch's samples and the objective that the
/// phase follows, with the phase's own β.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="batch">The batch that is lived through; the watcher reads how many samples count, and the targets.</param>
/// <param name="epsilon">ε, positive.</param>
/// <param name="interval">Sweeps from one measurement to the next, at least 1; the first sweep of a phase is always measured.</param>
public sealed class InformationTrace<T>(Batch<T> batch, double epsilon, int interval = 1) : ISweepObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<SweepInformation> _sweeps = [];

    /// <summary>What was measured, in the order lived through.</summary>
    public IReadOnlyList<SweepInformation> Sweeps => _sweeps;

    /// <inheritdoc/>
    public void OnSweep(Phase phase, int sweep, Activity<T> activity)
    {
        if (sweep % interval != 0)
            return;
        Matrix<T>[] rates = [.. Enumerable.Range(0, activity.Architecture.OutputLayer + 1).Select(layer => activity.Rates[layer])];
        _sweeps.Add(new SweepInformation(phase, sweep, NetworkObjective.OfSamples(rates, batch.Targets, batch.Count, epsilon, phase.Nudge)));
    }
}

/// <summary>What a sweep left of the objective.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Sweep">t, from 0 in every phase.</param>
/// <param name="Objective">The objective and its parts, after the sweep.</param>
public sealed record SweepInformation(Phase Phase, int Sweep, NetworkObjective Objective);
