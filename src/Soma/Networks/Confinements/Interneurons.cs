using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Confinements;

/// <summary>The inhibitory interneurons of a layer, one per constraint: samples are rows. They are the Lagrange multipliers of the constraints.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="Rates">q ≥ 0.</param>
/// <param name="Potentials">ℓ, of which q is the positive part.</param>
public readonly record struct Interneurons<T>(Matrix<T> Rates, Matrix<T> Potentials)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
