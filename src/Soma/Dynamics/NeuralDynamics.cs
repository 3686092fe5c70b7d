using Soma.Dynamics.Solvers;

namespace Soma.Dynamics;

/// <summary>
/// In which steps a network relaxes: by sweeps, layer after layer, as published; or as the differential equation τ du/dt = F(u) that the sweeps approximate, all layers at once, by a solver.
/// </summary>
public sealed record NeuralDynamics : ICheckedOptions
{
    /// <summary>The name of the published way.</summary>
    public const string Sweeps = "sweeps";

    /// <summary>"sweeps", the published way and the default, or a method of <see cref="TableauCatalog"/>, for example "dopri5".</summary>
    [Option("sweeps, as published, or a Runge-Kutta method that solves the neural dynamics in continuous time: euler, rk4, bosh3, dopri5, …")]
    public string Solver { get; init; } = Sweeps;

    /// <summary>How large the error of a step may be, beside 1 + |u|; default 0.0001. Methods with fixed steps ignore it.</summary>
    [Option("How large the error of a solver's step may be, beside 1 + |u|; ignored by sweeps and by methods with fixed steps.", MoreThan = 0, AtMost = 1)]
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>How long the free phase lasts, in units of τ; default 0: as long as the neural steps of its sweeps together.</summary>
    [Option("How long the free phase lasts for a solver, in units of τ; 0 for the sum of the neural steps of its sweeps.", AtLeast = 0, AtMost = 1e6)]
    public double FreeDuration { get; init; }

    /// <summary>How long each nudged phase lasts, in units of τ; default 0: as long as the neural steps of its sweeps together.</summary>
    [Option("How long each nudged phase lasts for a solver, in units of τ; 0 for the sum of the neural steps of its sweeps.", AtLeast = 0, AtMost = 1e6)]
    public double NudgedDuration { get; init; }

    /// <summary>Steps of a phase for a method with fixed steps; default 0: as many as the phase has sweeps. The others choose their own.</summary>
    [Option("Steps of a phase for a method with fixed steps; 0 for as many as the phase has sweeps.", AtLeast = 0, AtMost = 100_000)]
    public int Steps { get; init; }

    /// <summary>Steps of a phase at most, failed ones included; default 1000. A phase that needs more ends as diverged.</summary>
    [Option("Steps of a phase at most for a solver, failed ones included; a phase that needs more ends as diverged.", AtLeast = 1, AtMost = 100_000)]
    public int MaxSteps { get; init; } = 1000;

    /// <summary>Whether phases consist of sweeps.</summary>
    internal bool IsSwept => Solver == Sweeps;

    IEnumerable<(string Key, string Message)> ICheckedOptions.Wrong
    {
        get
        {
            if (IsSwept || TableauCatalog.Find(Solver) is not null)
                yield break;
            string[] names = [Sweeps, .. TableauCatalog.All.Select(static tableau => tableau.Name)];
            yield return ("solver", $"there is no solver '{Solver}'; {Suggestion.Way(Solver, names)}");
        }
    }

    /// <summary>What is wrong, beside single values out of range; empty if nothing is.</summary>
    public IEnumerable<string> Objections() => ((ICheckedOptions)this).Wrong.Select(static wrong => $"dynamics.{wrong.Key}: {wrong.Message}");

    /// <summary>A phase in continuous time; null if phases consist of sweeps, or if there is no such solver.</summary>
    /// <param name="duration">What is asked for; 0 for the neural steps together.</param>
    /// <param name="sweeps">The sweeps that the phase would have.</param>
    /// <param name="step">Their neural steps.</param>
    internal ContinuousPhase? PhaseOf(double duration, int sweeps, NeuralStepSize step)
    {
        if (IsSwept || TableauCatalog.Find(Solver) is null)
            return null;
        return new ContinuousPhase(
            new OdeOptions
            {
                Method = Solver,
                RelativeTolerance = Tolerance,
                AbsoluteTolerance = Tolerance,
                StepsPerOutput = Steps > 0 ? Steps : sweeps,
                MaxSteps = MaxSteps,
            },
            duration > 0 ? duration : SumOf(sweeps, step));
    }

    private static double SumOf(int sweeps, NeuralStepSize step)
    {
        double sum = 0;
        for (int sweep = 0; sweep < sweeps; sweep++)
            sum += step.At(sweep);
        return sum;
    }
}
