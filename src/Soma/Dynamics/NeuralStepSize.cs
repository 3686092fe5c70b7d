namespace Soma.Dynamics;

/// <summary>How the neural step size depends on the sweep.</summary>
public enum NeuralStepRule
{
    /// <summary>η = start.</summary>
    Constant,

    /// <summary>η = max(start / (t + 1), stop).</summary>
    DivideByLoopIndex,

    /// <summary>η = max(start / (decay·t + 1), stop).</summary>
    DivideBySlowLoopIndex,
}

/// <summary>
/// The neural step size η of sweep t = 0, 1, …; t starts again in every phase. Defaults: the published MNIST setting
/// (CorInfoMax, NeurIPS 2023, Table 3).
/// </summary>
public sealed record NeuralStepSize
{
    /// <summary>How η depends on the sweep.</summary>
    [Option("How the neural step size depends on the sweep t.")]
    public NeuralStepRule Rule { get; init; } = NeuralStepRule.DivideBySlowLoopIndex;

    /// <summary>s: the step size of sweep 0.</summary>
    [Option("s: the neural step size of sweep 0.", MoreThan = 0, AtMost = 10)]
    public double Start { get; init; } = 0.05;

    /// <summary>f: the smallest step size; the constant rule ignores it.</summary>
    [Option("f: the smallest neural step size; ignored by the constant rule.", AtLeast = 0, AtMost = 10)]
    public double Stop { get; init; } = 0.001;

    /// <summary>k: how fast the slow rule decays; the others ignore it.</summary>
    [Option("k: how fast the slow rule decays; ignored by the others.", AtLeast = 0, AtMost = 1000)]
    public double Decay { get; init; } = 0.01;

    /// <summary>η of a sweep.</summary>
    /// <param name="sweep">t, from 0.</param>
    public double At(int sweep) => Rule switch
    {
        NeuralStepRule.DivideByLoopIndex => Math.Max(Start / (sweep + 1), Stop),
        NeuralStepRule.DivideBySlowLoopIndex => Math.Max(Start / ((Decay * sweep) + 1), Stop),
        _ => Start,
    };
}
