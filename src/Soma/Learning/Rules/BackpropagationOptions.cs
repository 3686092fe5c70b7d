namespace Soma.Learning.Rules;

/// <summary>Options of the rule "backpropagation"; the defaults are the published MNIST baseline with cross-entropy (CorInfoMax, NeurIPS 2023, Table 1).</summary>
public sealed record BackpropagationOptions : MultilayerOptions;
