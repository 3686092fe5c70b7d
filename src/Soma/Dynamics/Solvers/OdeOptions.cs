namespace Soma.Dynamics.Solvers;

/// <summary>How a differential equation is solved.</summary>
public sealed record OdeOptions
{
    /// <summary>Name of a method in <see cref="TableauCatalog"/>; default "dopri5".</summary>
    [Option("The Runge-Kutta method, for example dopri5, dopri8, bosh3 or rk4.")]
    public string Method { get; init; } = "dopri5";

    /// <summary>How large the error of a step may be, relative to the state; default 1e-7. Methods with fixed steps ignore it.</summary>
    [Option("How large the error of a step may be, relative to the state.", MoreThan = 0, AtMost = 1)]
    public double RelativeTolerance { get; init; } = 1e-7;

    /// <summary>How large the error of a step may be in any case, in units of the state; default 1e-9. Methods with fixed steps ignore it.</summary>
    [Option("How large the error of a step may be in any case, in units of the state.", MoreThan = 0, AtMost = 1e6)]
    public double AbsoluteTolerance { get; init; } = 1e-9;

    /// <summary>The first step that is tried, in units of time; default 0: it is chosen by a look at the field, which costs an evaluation.</summary>
    [Option("The first step that is tried, in units of time; 0 to have it chosen.", AtLeast = 0, AtMost = 1e12)]
    public double FirstStep { get; init; }

    /// <summary>What the step that just meets the tolerance is multiplied by, so that the next one will; default 0.9.</summary>
    [Option("What the step that would just meet the tolerance is multiplied by.", MoreThan = 0, AtMost = 1)]
    public double Safety { get; init; } = 0.9;

    /// <summary>How many times larger the next step may be; default 10.</summary>
    [Option("How many times larger the next step may be.", AtLeast = 1, AtMost = 1000)]
    public double Growth { get; init; } = 10;

    /// <summary>What a step that failed is multiplied by at least; default 0.2.</summary>
    [Option("What a step that failed is multiplied by at least.", MoreThan = 0, LessThan = 1)]
    public double Shrink { get; init; } = 0.2;

    /// <summary>No step is larger than this, in units of time; default 0: no limit. Methods with fixed steps ignore it.</summary>
    [Option("No step is larger than this, in units of time; 0 for no limit.", AtLeast = 0, AtMost = 1e12)]
    public double LargestStep { get; init; }

    /// <summary>
    /// The solver gives up where it would need a smaller step than this, in units of time; default 0: where a step would be lost in the rounding of the time. A step that ends at an output time may be
    /// smaller.
    /// </summary>
    [Option("The solver gives up where it would need a smaller step than this, in units of time; 0 for the rounding of the time.", AtLeast = 0, AtMost = 1e12)]
    public double SmallestStep { get; init; }

    /// <summary>Steps from one output time to the next for a method with fixed steps; default 1, as published. The others ignore it.</summary>
    [Option("Steps from one output time to the next for a method with fixed steps.", AtLeast = 1, AtMost = 100_000_000)]
    public int StepsPerOutput { get; init; } = 1;

    /// <summary>Steps of one solution at most, failed ones included; default 100 000.</summary>
    [Option("Steps of one solution at most, failed ones included.", AtLeast = 1, AtMost = 1_000_000_000)]
    public int MaxSteps { get; init; } = 100_000;

    /// <summary>All that is wrong with the options; empty if nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (TableauCatalog.Find(Method) is null)
        {
            string[] names = [.. TableauCatalog.All.Select(static tableau => tableau.Name)];
            yield return $"{nameof(Method)}: there is no method '{Method}'; {Suggestion.Way(Method, names)}";
        }

        foreach (string problem in OptionLimits.Problems(this))
            yield return problem;
        if (LargestStep > 0 && SmallestStep > LargestStep)
            yield return FormattableString.Invariant($"{nameof(SmallestStep)} is {SmallestStep}, more than {nameof(LargestStep)}, which is {LargestStep}.");
    }

    /// <summary>The method that the options name.</summary>
    /// <exception cref="ArgumentException">Something is wrong with the options; the message says all of it.</exception>
    internal Tableau Require()
    {
        string[] problems = [.. Problems()];
        return problems.Length == 0 ? TableauCatalog.Find(Method)! : throw new ArgumentException($"The options of the solver cannot be used:\n  - {string.Join("\n  - ", problems)}");
    }
}
