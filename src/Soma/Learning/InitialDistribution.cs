namespace Soma.Learning;

/// <summary>Uniform distributions on ±bound that feedforward synapses may start from.</summary>
public enum InitialDistribution
{
    /// <summary>bound = √(6 / (inputs + outputs)) (Glorot and Bengio, 2010).</summary>
    Glorot,

    /// <summary>bound = √(6 / inputs) (He, Zhang, Ren and Sun, 2015).</summary>
    Kaiming,

    /// <summary>bound = 1/√inputs: what common frameworks give a linear layer unless told otherwise.</summary>
    FanIn,
}

/// <summary>The bounds of the distributions.</summary>
public static class InitialDistributions
{
    /// <summary>The largest magnitude of a weight.</summary>
    /// <param name="distribution">Which distribution.</param>
    /// <param name="outputs">Postsynaptic units.</param>
    /// <param name="inputs">Presynaptic units.</param>
    public static double Bound(this InitialDistribution distribution, int outputs, int inputs) => distribution switch
    {
        InitialDistribution.Kaiming => Math.Sqrt(6.0 / inputs),
        InitialDistribution.FanIn => 1 / Math.Sqrt(inputs),
        _ => Math.Sqrt(6.0 / (inputs + outputs)),
    };
}
