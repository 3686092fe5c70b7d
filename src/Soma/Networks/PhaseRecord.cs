using System.Numerics;
using Soma.Data;
using Soma.Numerics;

namespace Soma.Networks;

/// <summary>
/// What a network lived through with one batch: each phase with the activity at its end. It is all that
/// learning sees.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class PhaseRecord<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Activity<T>[] _activities;
    private readonly Phase[] _phases;
    private Batch<T>? _batch;

    /// <summary>Makes the buffers.</summary>
    /// <param name="architecture">The layers.</param>
    /// <param name="capacity">Samples at most.</param>
    /// <param name="phases">How many phases a batch has.</param>
    /// <param name="team">The threads that work on it.</param>
    public PhaseRecord(Architecture architecture, int capacity, int phases, ThreadTeam team)
    {
        _phases = new Phase[phases];
        _activities = new Activity<T>[phases];
        for (int index = 0; index < phases; index++)
            _activities[index] = new Activity<T>(architecture, capacity, team, Workspace);
    }

    /// <summary>The batch that was lived through.</summary>
    /// <exception cref="InvalidOperationException">There was none yet.</exception>
    public Batch<T> Batch
    {
        get => _batch ?? throw new InvalidOperationException("No batch was lived through yet: run the phases first.");
        set => _batch = value;
    }

    /// <summary>Matrices that a rule fills anew with every batch; the same for all phases.</summary>
    public Workspace<T> Workspace { get; } = new();

    /// <summary>How many phases a batch has.</summary>
    public int Count => _phases.Length;

    /// <summary>The phases, in the order lived through.</summary>
    public Span<Phase> Phases => _phases;

    /// <summary>The activity at the end of a phase.</summary>
    /// <param name="phase">From 0, in the order lived through.</param>
    public Activity<T> this[int phase] => _activities[phase];
}
