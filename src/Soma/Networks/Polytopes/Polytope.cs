using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>The set P that the rates of a layer live in. It gives the network its nonlinearity: r = σ(u), the nearest point of P.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public abstract class Polytope<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>σ(u) = argmin over r in P of ‖r − u‖, for every sample alone. Allocates nothing; any number of threads may project at once.</summary>
    /// <param name="somatic">u, one sample per row.</param>
    /// <param name="rates">Receives r; other memory than <paramref name="somatic"/>.</param>
    /// <param name="samples">Which rows.</param>
    public abstract void Project(Matrix<T> somatic, Matrix<T> rates, RowRange samples);

    /// <summary>Whether a sample's rates lie in P.</summary>
    /// <param name="rates">r, one per unit.</param>
    /// <param name="tolerance">How far a bound or a sum may be exceeded, for roundings; at least 0.</param>
    public abstract bool Contains(ReadOnlySpan<T> rates, double tolerance);

    /// <summary>What keeps this set from being the domain of a layer; empty if nothing does.</summary>
    /// <param name="units">How many units the layer has.</param>
    public abstract IEnumerable<string> Objections(int units);
}
