using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>Distributions that synapses start from.</summary>
internal static class InitialWeights
{
    /// <summary>Uniform on ±√(6/(inputs + outputs)) (Glorot and Bengio, 2010), drawn row by row.</summary>
    public static PanelMatrix<T> Glorot<T>(int outputs, int inputs, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Uniform<T>(outputs, inputs, InitialDistribution.Glorot.Bound(outputs, inputs), random);

    /// <summary>Uniform on ±bound, drawn row by row.</summary>
    public static PanelMatrix<T> Uniform<T>(int outputs, int inputs, double bound, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = new T[(long)outputs * inputs];
        for (int index = 0; index < values.Length; index++)
            values[index] = T.CreateChecked(random.NextUniform(-bound, bound));
        PanelMatrix<T> weights = new(outputs, inputs);
        weights.Import(values);
        return weights;
    }

    /// <summary>M Mᵀ with M square from <see cref="Glorot"/>: symmetric, positive, the identity on average.</summary>
    public static PanelMatrix<T> GlorotGram<T>(int units, RandomStream random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> m = Glorot<T>(units, units, random);
        T[] values = m.ToArray();
        Matrix<T> rows = new(units, units);
        rows.Import(values);
        Matrix<T> gram = new(units, units);
        Primitives.Multiply(rows, m, gram, new RowRange(0, units));
        gram.Export(values);
        m.Import(values);
        return m;
    }

    /// <summary>The identity.</summary>
    public static PanelMatrix<T> Identity<T>(int units)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PanelMatrix<T> identity = new(units, units);
        for (int unit = 0; unit < units; unit++)
            identity[unit, unit] = T.One;
        return identity;
    }
}
