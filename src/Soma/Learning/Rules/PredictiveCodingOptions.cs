namespace Soma.Learning.Rules;

/// <summary>Options of the rule "predictive-coding"; the defaults are the published MNIST setting (CorInfoMax, NeurIPS 2023, Table 1).</summary>
public sealed record PredictiveCodingOptions : PredictiveOptions
{
    /// <summary>Adam as the published code writes it out, with epsilon beside √v before its correction.</summary>
    public PredictiveCodingOptions() => Optimizer = new() { EpsilonBeforeCorrection = true };

    /// <summary>κ: half the gradient of the energy is taken so many times, by neurons and synapses alike. Default 1, as published; automatic differentiation of the energy gives 2.</summary>
    [Option("κ: half the gradient of the energy is taken so many times, by neurons and synapses alike; 1 as published, 2 as automatic differentiation gives.", MoreThan = 0, AtMost = 1000)]
    public double GradientFactor { get; init; } = 1;

    /// <summary>s of the target s·y + o that the output is clamped to. Default 0.94, which keeps it where a sigmoid could reach it.</summary>
    [Option("s: the output is clamped to s·y + o, y being 1 for the class and 0 elsewhere.", MoreThan = 0, AtMost = 1000)]
    public double TargetScale { get; init; } = 0.94;

    /// <summary>o of the target s·y + o that the output is clamped to. Default 0.03.</summary>
    [Option("o: the output is clamped to s·y + o.", AtLeast = -1000, AtMost = 1000)]
    public double TargetOffset { get; init; } = 0.03;
}
