namespace Soma.Learning.Rules;

/// <summary>Options of the rule "nudged-predictive-coding"; the defaults are the published MNIST setting (CorInfoMax, NeurIPS 2023, Table 1).</summary>
public sealed record NudgedPredictiveCodingOptions : PredictiveOptions
{
    /// <summary>Plain gradient descent, as published.</summary>
    public NudgedPredictiveCodingOptions() => Optimizer = new() { Name = "sgd" };

    /// <summary>ν: strength of the teacher beside the errors of the predictions. Default 0.001.</summary>
    [Option("ν: strength of the teacher in the nudged phase.", AtLeast = -1000, AtMost = 1000, NotZero = true)]
    public double Nudge { get; init; } = 0.001;

    /// <summary>Whether each minibatch draws the sign of ν, +1 or −1 with equal chance. Default: it does.</summary>
    [Option("Whether each minibatch draws the sign of ν.")]
    public bool RandomNudgeSign { get; init; } = true;
}
