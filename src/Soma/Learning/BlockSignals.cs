namespace Soma.Learning;

/// <summary>The names of the signals of a network of blocks. Of a convolution they have a row for each pixel and a column for each channel.</summary>
public static class BlockSignals
{
    /// <summary>With batch normalization: x̂, the standardized drive.</summary>
    public const string Standardized = "standardized";

    /// <summary>z = φ(drive), before pooling.</summary>
    public const string Fired = "fired";

    /// <summary>z after pooling, where there is any.</summary>
    public const string Pooled = "pooled";

    /// <summary>z − μ, each unit's distance from the mean of its group.</summary>
    public const string Centered = "centered";

    /// <summary>v, the smoothed variance of each group.</summary>
    public const string Variances = "variances";

    /// <summary>Of a convolution: what the next layer receives, before it is written as the rates of one sample.</summary>
    public const string Passed = "passed";

    /// <summary>0 for a unit that was silenced by dropout, else what its rate was multiplied by.</summary>
    public const string Kept = "kept";

    /// <summary>∂loss/∂drive.</summary>
    public const string Error = "error";

    /// <summary>∂loss/∂z after pooling.</summary>
    public const string PooledError = "pooled-error";

    /// <summary>Room for a value per channel and group.</summary>
    internal const string Scratch = "scratch";
}
