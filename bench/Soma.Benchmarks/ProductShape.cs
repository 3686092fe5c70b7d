using System.Globalization;

namespace Soma.Benchmarks;

/// <summary>The size of a matrix product.</summary>
/// <param name="Samples">Rows of the signals.</param>
/// <param name="Inputs">Presynaptic units.</param>
/// <param name="Outputs">Postsynaptic units.</param>
public readonly record struct ProductShape(int Samples, int Inputs, int Outputs)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Samples}×{Inputs}→{Outputs}");
}
