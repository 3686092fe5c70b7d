using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>A solution at its output times, and how it was found.</summary>
/// <typeparam name="T">The value type of the state.</typeparam>
public sealed class OdeSolution<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _states;
    private readonly int _stateLength;

    internal OdeSolution(OdeOutcome outcome, StepLog log, double[] outputTimes, T[] states, int stateLength)
    {
        (Outcome, OutputTimes, _states, _stateLength) = (outcome, outputTimes, states, stateLength);
        (Evaluations, FirstStep, Reached) = (log.Evaluations, log.FirstStep, log.OutputSteps.Count);
        StepTimes = [.. log.Times];
        Attempts = [.. log.Attempts];
    }

    /// <summary>How it ended.</summary>
    public OdeOutcome Outcome { get; }

    /// <summary>The times that were asked for.</summary>
    public IReadOnlyList<double> OutputTimes { get; }

    /// <summary>How many of the output times were reached; all, if it succeeded.</summary>
    public int Reached { get; }

    /// <summary>How often the field was evaluated.</summary>
    public long Evaluations { get; }

    /// <summary>Steps that were made.</summary>
    public int AcceptedSteps => StepTimes.Count - 1;

    /// <summary>Where the steps begin and end: the start, and the end of every step that was made.</summary>
    public IReadOnlyList<double> StepTimes { get; }

    /// <summary>Every step that was tried, in order.</summary>
    public IReadOnlyList<StepAttempt> Attempts { get; }

    /// <summary>The first step that was tried, signed, before it was cut to end at an output time.</summary>
    public double FirstStep { get; }

    /// <summary>All states that were reached, one after the other.</summary>
    public ReadOnlySpan<T> States => _states.AsSpan(0, Reached * _stateLength);

    /// <summary>The state at an output time.</summary>
    /// <param name="output">From 0, less than <see cref="Reached"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time, or it was not reached.</exception>
    public ReadOnlySpan<T> this[int output]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)Reached, nameof(output));
            return _states.AsSpan(output * _stateLength, _stateLength);
        }
    }
}
