using Soma.Learning.KernelFunctions;

namespace Soma.Learning.Rules;

/// <summary>
/// Options of the rule "phsic". The defaults are those published for MNIST with cosine similarity, grouping and divisive normalization (Pogodin and Latham, 2020), but for dropout and decay.
/// </summary>
public sealed record KernelizedBottleneckOptions : LocalBlockOptions
{
    /// <summary>How alike a layer's answers to two examples are. Default cosine.</summary>
    [Option("How alike a layer's answers to two examples are: cosine, gaussian or linear.")]
    public KernelKind Kernel { get; init; }

    /// <summary>σ of a Gaussian kernel. Default 5.</summary>
    [Option("σ of a Gaussian kernel.", MoreThan = 0, AtMost = 1_000_000)]
    public double Sigma { get; init; } = 5;

    /// <summary>How alike two labels are. Default cosine: 1 within a class and −1/(n − 1) between two of n.</summary>
    [Option("How alike two labels are: cosine, gaussian or linear, of one-hot labels.")]
    public KernelKind LabelKernel { get; init; }

    /// <summary>σ of a Gaussian kernel of labels. Default 5.</summary>
    [Option("σ of a Gaussian kernel of labels.", MoreThan = 0, AtMost = 1_000_000)]
    public double LabelSigma { get; init; } = 5;

    /// <summary>Whether a one-hot label is taken without its mean. Default: it is.</summary>
    [Option("Whether a one-hot label is taken without its mean.")]
    public bool CenterLabels { get; init; } = true;

    /// <summary>How dependence is estimated: from pairs (plausible), as HSIC itself (biased), or from a stream (online). Default plausible.</summary>
    [Option("How dependence is estimated: from the pairs of a batch (plausible), as HSIC itself (biased), or from a stream of examples (online).")]
    public DependenceEstimator Estimator { get; init; }

    /// <summary>γ: what agreement with the labels is worth against compression. With 2, the default, a layer is asked for the very similarities of the labels.</summary>
    [Option("γ: what agreement with the labels is worth against compression.", AtLeast = 0, AtMost = 1_000_000)]
    public double Balance { get; init; } = 2;

    /// <summary>Whether the kernel sees groups of units, u = v^q, instead of the units themselves. Default: groups.</summary>
    [Option("Whether the kernel sees groups of units, u = v^q, instead of the units themselves.")]
    public bool Grouping { get; init; } = true;

    /// <summary>q of the groups' features u = v^q. With q = 1 − p, the default, the postsynaptic factor is the unit's own normalized output.</summary>
    [Option("q of the groups' features u = v^q.", MoreThan = 0, AtMost = 10)]
    public double FeatureExponent { get; init; } = 0.8;

    /// <summary>Whether the features of an example are taken without their mean. Default: they are.</summary>
    [Option("Whether the features of an example are taken without their mean.")]
    public bool CenterFeatures { get; init; } = true;

    /// <summary>Whether the next layer receives the groups' normalized activity. Default: it does.</summary>
    [Option("Whether the next layer receives the groups' normalized activity.")]
    public bool DivisiveNormalization { get; init; } = true;

    /// <summary>Online: past examples that are remembered. Default 256.</summary>
    [Option("online: past examples whose features and labels are remembered.", AtLeast = 1, AtMost = 100_000)]
    public int Memory { get; init; } = 256;

    internal override bool Normalizes => DivisiveNormalization;
}
