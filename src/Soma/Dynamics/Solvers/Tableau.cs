namespace Soma.Dynamics.Solvers;

/// <summary>
/// An explicit Runge–Kutta method: y(n+1) = y(n) + h Σ bᵢkᵢ with kᵢ = f(t + cᵢh, Yᵢ) and the stages Yᵢ = y(n) + h Σ aᵢⱼkⱼ over j &lt; i. The catalogue finds every class that derives from it: a new
/// method is one file that holds the tableau as it was printed.
/// </summary>
/// <remarks>
/// Where the last stage is y(n+1) itself ("first same as last") it is left out of <see cref="Stages"/>: every method then evaluates the field once at the end of a step, and what it finds there is
/// the first stage of the next. The error weights have an entry for that evaluation too.
/// </remarks>
public abstract class Tableau
{
    private readonly double[][] _a;
    private readonly double[] _b, _c, _e;

    /// <summary>Reads a tableau.</summary>
    /// <param name="name">As written in options.</param>
    /// <param name="order">The order of the solution that is carried on.</param>
    /// <param name="origin">Who published it, and when.</param>
    /// <param name="rows">One line per stage, "c | a₁ a₂ …", as fractions.</param>
    /// <param name="weights">b, one fraction per stage.</param>
    /// <param name="companion">The weights b̂ of the solution that the error is measured by; empty for a method with fixed steps.</param>
    /// <param name="errorWeights">e where it is not b − b̂.</param>
    private protected Tableau(string name, int order, string origin, string rows, string weights, string companion = "", string errorWeights = "")
    {
        Name = name;
        Order = order;
        Origin = origin;
        ExactStages = [.. rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Stage)];
        ExactWeights = Fractions(weights);
        ExactCompanion = Fractions(companion);
        LastIsNextFirst = ExactWeights[^1].IsZero && ExactStages[^1].Coefficients.SequenceEqual(ExactWeights.SkipLast(1));
        Stages = ExactStages.Count - (LastIsNextFirst ? 1 : 0);
        _a = [.. ExactStages.Take(Stages).Select(static stage => Doubles(stage.Coefficients))];
        _b = Doubles(ExactWeights.Take(Stages));
        _c = Doubles(ExactStages.Take(Stages).Select(static stage => stage.Time));
        _e = IsAdaptive ? ErrorWeightsOf(Fractions(errorWeights)) : [];
    }

    /// <summary>As written in options, for example "dopri5".</summary>
    public string Name { get; }

    /// <summary>The order p of the solution that is carried on: the error of a step falls as h^(p+1).</summary>
    public int Order { get; }

    /// <summary>Who published it, and when.</summary>
    public string Origin { get; }

    /// <summary>Stages that cost an evaluation in every step.</summary>
    public int Stages { get; }

    /// <summary>Whether the error of a step is estimated, and the step size chosen by it.</summary>
    public bool IsAdaptive => ExactCompanion.Count > 0;

    /// <summary>Whether the last stage as printed is the next step's first.</summary>
    public bool LastIsNextFirst { get; }

    /// <summary>b: how much each stage counts in a step.</summary>
    public ReadOnlySpan<double> Weights => _b;

    /// <summary>c: where in the step each stage lies, 0 the start and 1 the end.</summary>
    public ReadOnlySpan<double> Times => _c;

    /// <summary>e = b − b̂, one per stage and one for the evaluation at the end of the step; empty for a method with fixed steps.</summary>
    public ReadOnlySpan<double> ErrorWeights => _e;

    /// <summary>The stages as printed.</summary>
    internal IReadOnlyList<ExactStage> ExactStages { get; }

    /// <summary>b as printed.</summary>
    internal IReadOnlyList<Rational> ExactWeights { get; }

    /// <summary>b̂ as printed.</summary>
    internal IReadOnlyList<Rational> ExactCompanion { get; }

    /// <summary>aᵢ: how much the stages before it count in stage <paramref name="stage"/>.</summary>
    /// <param name="stage">From 0.</param>
    public ReadOnlySpan<double> Coefficients(int stage) => _a[stage];

    // With an entry for the evaluation at the end of the step, which counts only where it is the last stage.
    private double[] ErrorWeightsOf(Rational[] stated)
    {
        double[] weights = new double[Stages + 1];
        Doubles(stated.Length > 0 ? stated : ExactWeights.Zip(ExactCompanion, static (b, other) => b - other)).CopyTo(weights, 0);
        return weights;
    }

    private static ExactStage Stage(string row)
    {
        string[] parts = row.Split('|');
        return new(Rational.Parse(parts[0].Trim()), Fractions(parts[1]));
    }

    private static Rational[] Fractions(string text) => [.. text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Rational.Parse)];

    private static double[] Doubles(IEnumerable<Rational> fractions) => [.. fractions.Select(static fraction => fraction.ToDouble())];
}

/// <summary>A line of a tableau.</summary>
/// <param name="Time">c.</param>
/// <param name="Coefficients">a, one per stage before this one.</param>
internal sealed record ExactStage(Rational Time, IReadOnlyList<Rational> Coefficients);
