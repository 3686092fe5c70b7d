namespace Soma.Learning.Optimizers;

/// <summary>How synapses follow a gradient; as written in experiment files. An optimizer looks at the entries that it knows.</summary>
public sealed record OptimizerOptions : ICheckedOptions
{
    /// <summary>The name of an optimizer: "sgd", "adam" or "adamw"; <see cref="OptimizerCatalog.All"/> lists them.</summary>
    [Option("The optimizer: sgd, adam or adamw.")]
    public string Name { get; init; } = "adam";

    /// <summary>μ of sgd: how much of the last step is taken again. Default 0.</summary>
    [Option("sgd: how much of the last step is taken again.", AtLeast = 0, LessThan = 1)]
    public double Momentum { get; init; }

    /// <summary>Whether sgd looks ahead along its momentum (Nesterov's form). Default: it does not.</summary>
    [Option("sgd: whether the gradient is followed by Nesterov's form of momentum.")]
    public bool Nesterov { get; init; }

    /// <summary>
    /// Decay of the synapses: sgd and adam add decay·θ to the gradient, adamw takes rate·decay·θ from the synapses beside it. Default 0.
    /// </summary>
    [Option("Decay: sgd and adam add decay·θ to the gradient, adamw takes rate·decay·θ away beside it.", AtLeast = 0, AtMost = 1000)]
    public double Decay { get; init; }

    /// <summary>β₁ of adam and adamw, of the running mean of the gradient. Default 0.9.</summary>
    [Option("adam, adamw: β₁ of the running mean of the gradient.", AtLeast = 0, LessThan = 1)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>β₂ of adam and adamw, of the running mean of its square. Default 0.999.</summary>
    [Option("adam, adamw: β₂ of the running mean of the gradient's square.", AtLeast = 0, LessThan = 1)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>What keeps adam and adamw from dividing by nothing. Default 1e-8.</summary>
    [Option("adam, adamw: added to the root of the running mean of squares.", MoreThan = 0, AtMost = 1000)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>
    /// Whether epsilon is added to √v before v is corrected for its start from zero, rate·√(1 − β₂ᵏ)/(1 − β₁ᵏ) · m/(√v + epsilon), instead of after it. Default: after.
    /// </summary>
    [Option("adam: whether epsilon is added before the running means are corrected for their start from zero, instead of after.")]
    public bool EpsilonBeforeCorrection { get; init; }

    IEnumerable<(string Key, string Message)> ICheckedOptions.Wrong
    {
        get
        {
            string[] known = [.. OptimizerCatalog.All.Select(static one => one.Name)];
            if (!known.Contains(Name))
                yield return ("name", $"there is no optimizer '{Name}'; {Suggestion.Way(Name, known)}");
            if (Nesterov && Momentum == 0)
                yield return ("momentum", "Nesterov's form is one of momentum, and the momentum is 0; give both or neither.");
        }
    }
}
