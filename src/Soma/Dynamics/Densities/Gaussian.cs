using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>The base of all flows: one normal distribution of covariance 1.</summary>
public sealed class Gaussian() : Density("gaussian", "one normal distribution of covariance 1, where flows begin")
{
    /// <inheritdoc/>
    public override (double X, double Y) Draw(RandomStream random) => PlaneDraws.Normal(random);
}
