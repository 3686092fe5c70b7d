using System.Numerics;

namespace Soma.Numerics;

/// <summary>A layer of neurons on the move, one row per sample.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Basal">Basal potentials, shape (samples, units).</param>
/// <param name="Bias">Shape (units, 1), the same for all samples.</param>
/// <param name="Apical">Apical potentials, shape (samples, units).</param>
/// <param name="Error">Errors, shape (samples, units).</param>
/// <param name="Somatic">Somatic potentials, shape (samples, units).</param>
/// <param name="Rates">Rates, shape (samples, units).</param>
public readonly record struct MovingNeurons<T>(Matrix<T> Basal, PanelMatrix<T> Bias, Matrix<T> Apical, Matrix<T> Error, Matrix<T> Somatic, Matrix<T> Rates)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal void RequireAlike(Matrix<T> products)
    {
        Shapes.RequireAlike(products, Basal, "basal");
        Shapes.RequireAlike(products, Apical, "apical");
        Shapes.RequireAlike(products, Error, "error");
        Shapes.RequireAlike(products, Somatic, "somatic");
        Shapes.RequireAlike(products, Rates, "rates");
        Shapes.RequireOnePerOutput(Bias, products.Columns);
    }
}
