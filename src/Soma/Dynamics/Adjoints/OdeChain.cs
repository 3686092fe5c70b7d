using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>A component of a chain.</summary>
/// <typeparam name="T">The value type of the state.</typeparam>
/// <param name="Field">f, of its own or shared with other components.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it ends; before <paramref name="Start"/> to go backward in time.</param>
public sealed record OdeComponent<T>(VectorField<T> Field, double Start, double End)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>
/// Differential equations one after the other, each starting from where the one before it ended: flows in a stack, or layers of a network that each are an equation. All are differentiated by the same
/// mode, each by an object of its own, so that what a mode keeps between the ways forward and back is kept for every component.
/// </summary>
/// <typeparam name="T">The value type of the state.</typeparam>
public sealed class OdeChain<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientMode<T>[] _modes;
    private readonly MemoryLedger _ledger = new();

    /// <summary>Makes a chain.</summary>
    /// <param name="mode">Name of a gradient mode, for example "symplectic-adjoint".</param>
    /// <param name="components">The components, in order; at least one, all with states of the same length.</param>
    /// <param name="options">How they are solved.</param>
    /// <exception cref="ArgumentException">There is no component, the states differ in length, there is no such mode, or something is wrong with the options.</exception>
    public OdeChain(string mode, IReadOnlyList<OdeComponent<T>> components, OdeOptions? options = null)
    {
        int[] lengths = [.. components.Select(static component => component.Field.StateLength).Distinct()];
        if (lengths.Length != 1)
            throw new ArgumentException($"A chain needs components whose states are equally long, but these have {(lengths.Length == 0 ? "none" : string.Join(", ", lengths))} values.", nameof(components));
        Components = [.. components];
        _modes = [.. components.Select(_ => GradientModeCatalog.Create<T>(mode, options))];
    }

    /// <summary>The components, in order.</summary>
    public IReadOnlyList<OdeComponent<T>> Components { get; }

    /// <summary>Parameters of all components together, one component after the other.</summary>
    public int ParameterLength => Components.Sum(static component => component.Field.ParameterLength);

    /// <summary>Solves all components.</summary>
    /// <param name="start">The state that the first one starts from.</param>
    /// <returns>One solution per component; fewer if one did not reach its end, which is then the last.</returns>
    public IReadOnlyList<OdeSolution<T>> Forward(ReadOnlySpan<T> start)
    {
        _ledger.Clear();
        List<OdeSolution<T>> solutions = [];
        for (int m = 0; m < _modes.Length; m++)
        {
            OdeSolution<T> solution = _modes[m].Forward(Components[m].Field, [Components[m].Start, Components[m].End], m == 0 ? start : solutions[^1][1]);
            solutions.Add(solution);
            _ledger.Pass(_modes[m].Ledger.Peak);
            Count(_modes[m].Ledger.Now, 1);
            if (!solution.Outcome.Succeeded)
                break;
        }

        return solutions;
    }

    /// <summary>Goes back through all components.</summary>
    /// <param name="endGradient">∂L/∂y at the end of the last component.</param>
    /// <param name="startGradient">Receives ∂L/∂y at the start of the first.</param>
    /// <param name="parameterGradient">Receives ∂L/∂θ, <see cref="ParameterLength"/> values.</param>
    /// <returns>Evaluations of all components together, and the most that was held by all of them at a time.</returns>
    /// <exception cref="InvalidOperationException">There is no solution, or it did not reach its end.</exception>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public GradientReport Backward(ReadOnlySpan<T> endGradient, Span<T> startGradient, Span<T> parameterGradient)
    {
        T[] arriving = new T[2 * endGradient.Length];
        endGradient.CopyTo(arriving.AsSpan(endGradient.Length));
        GradientReport all = new(new(OdeEnd.Reached, Components[0].Start), 0, 0, default);
        int place = ParameterLength;
        for (int m = _modes.Length - 1; m >= 0 && all.Outcome.Succeeded; m--)
        {
            Count(_modes[m].Ledger.Now, -1);
            int length = Components[m].Field.ParameterLength;
            place -= length;
            GradientReport report = _modes[m].Backward(arriving, startGradient, parameterGradient.Slice(place, length));
            startGradient.CopyTo(arriving.AsSpan(endGradient.Length));
            _ledger.Pass(report.Peak);
            all = new(report.Outcome, all.Evaluations + report.Evaluations, all.Pulls + report.Pulls, _ledger.Peak);
        }

        return all;
    }

    private void Count(MemoryUse use, int sign)
    {
        _ledger.Hold(MemoryKind.Checkpoints, sign * use.Checkpoints);
        _ledger.Hold(MemoryKind.Stages, sign * use.Stages);
        _ledger.Hold(MemoryKind.Tapes, sign * use.Tapes);
    }
}
