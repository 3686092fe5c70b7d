namespace Soma.Learning;

/// <summary>The kinds of synapses of a network of blocks.</summary>
internal static class BlockSynapses
{
    /// <summary>W, layers 1 … P; of a convolution the inputs are the nine pixels of a window, row by row, each with its channels.</summary>
    public const string Feedforward = "wff";

    /// <summary>Biases of the output layer.</summary>
    public const string Bias = "bias";

    /// <summary>Gains of batch normalization.</summary>
    public const string Gain = "gain";

    /// <summary>Shifts of batch normalization.</summary>
    public const string Shift = "shift";

    /// <summary>Running means of batch normalization.</summary>
    public const string Mean = "running-mean";

    /// <summary>Running variances of batch normalization.</summary>
    public const string Variance = "running-variance";
}
