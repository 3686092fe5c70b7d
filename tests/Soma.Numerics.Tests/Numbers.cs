using System.Numerics;

namespace Soma.Numerics.Tests;

/// <summary>Numbers that show a wrong order or a second rounding: full mantissas, many magnitudes, some zeros of either sign.</summary>
internal static class Numbers
{
    public static void Fill<T>(Span<T> values, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
            value = Next<T>(random);
    }

    public static T[] Array<T>(int length, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[length];
        Fill<T>(values, random);
        return values;
    }

    public static Matrix<T> Matrix<T>(int rows, int columns, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> matrix = new(rows, columns);
        matrix.Import(Array<T>(rows * columns, random));
        return matrix;
    }

    public static PanelMatrix<T> Panels<T>(int outputs, int inputs, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> matrix = new(outputs, inputs);
        matrix.Import(Array<T>(outputs * inputs, random));
        return matrix;
    }

    private static T Next<T>(RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double magnitude = random.NextInt(8) switch
        {
            0 => 0,
            1 => 1e-6,
            2 => 1e3,
            _ => 1,
        };
        return T.CreateChecked(random.NextSign() * magnitude * random.NextDouble());
    }
}
