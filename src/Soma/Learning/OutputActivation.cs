namespace Soma.Learning;

/// <summary>What a multilayer perceptron does with the potentials of its output layer.</summary>
public enum OutputActivation
{
    /// <summary>o = z.</summary>
    None,

    /// <summary>o = max(0, z).</summary>
    Relu,
}
