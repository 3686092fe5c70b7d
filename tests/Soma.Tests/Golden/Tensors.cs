using System.Numerics;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Golden numbers are double; a network's need not be.</summary>
internal static class Tensors
{
    public static T[] Of<T>(double[] values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. values.Select(T.CreateChecked)];

    public static double[] Of<T>(Tensor<T> tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. tensor.ToArray().Select(double.CreateChecked)];

    public static double[] Transposed(double[] values, int rows, int columns)
    {
        double[] transposed = new double[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                transposed[(column * rows) + row] = values[(row * columns) + column];
        }

        return transposed;
    }
}
