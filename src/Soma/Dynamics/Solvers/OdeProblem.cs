using System.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>Checks of what callers hand in; all that is wrong is said at once.</summary>
internal static class OdeProblem
{
    /// <summary>Throws if a field cannot be solved from a state over some times.</summary>
    /// <exception cref="ArgumentException">The message says all that is wrong.</exception>
    public static void Require<T>(VectorField<T> field, ReadOnlySpan<double> times, ReadOnlySpan<T> start)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        List<string> problems = [];
        if (start.Length != field.StateLength)
            problems.Add(FormattableString.Invariant($"The state of the field has {field.StateLength} values, but the start has {start.Length}."));
        AddProblems(times, problems);
        if (problems.Count > 0)
            throw new ArgumentException($"The differential equation cannot be solved:\n  - {string.Join("\n  - ", problems)}");
    }

    private static void AddProblems(ReadOnlySpan<double> times, List<string> problems)
    {
        if (times.Length < 2)
        {
            problems.Add(FormattableString.Invariant($"Two times or more are needed, the first being where the solution starts, but {times.Length} were given."));
            return;
        }

        bool rising = times[1] > times[0];
        for (int index = 0; index < times.Length; index++)
        {
            if (!double.IsFinite(times[index]))
                problems.Add(FormattableString.Invariant($"Time {index} is {times[index]}, which is not finite."));
            else if (index > 0 && times[index] == times[index - 1])
                problems.Add(FormattableString.Invariant($"Times {index - 1} and {index} are both {times[index]}; each time may be asked for once."));
            else if (index > 1 && double.IsFinite(times[index - 1]) && times[index] > times[index - 1] != rising)
                problems.Add(FormattableString.Invariant($"Time {index} is {times[index]} after {times[index - 1]}, but the times began to {(rising ? "rise" : "fall")}; put them in order."));
        }
    }
}
