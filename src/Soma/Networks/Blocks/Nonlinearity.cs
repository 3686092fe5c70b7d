namespace Soma.Networks.Blocks;

/// <summary>What a unit makes of its drive.</summary>
public enum Nonlinearity
{
    /// <summary>z = x above zero and slope·x below.</summary>
    LeakyRelu,

    /// <summary>z = max(0, x).</summary>
    Relu,

    /// <summary>z = 1.0507 x above zero and 1.0507·1.6733(eˣ − 1) below (Klambauer et al., 2017): it keeps mean 0 and variance 1 from layer to layer.</summary>
    Selu,
}
