using System.Numerics;

namespace Soma.Networks.Polytopes;

/// <summary>The set P that the rates of a layer live in. It gives the network its nonlinearity: r = σ(u), the nearest point of P.</summary>
public abstract class Polytope
{
    /// <summary>σ(u) = argmin over r in P of ‖r − u‖, sample by sample.</summary>
    /// <param name="somatic">u: whole rows, with their padding of zeros.</param>
    /// <param name="rates">Receives r; zero where the padding is.</param>
    public abstract void Project<T>(ReadOnlySpan<T> somatic, Span<T> rates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
