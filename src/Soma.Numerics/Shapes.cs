using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Soma.Numerics;

/// <summary>Checks of the callers' shapes; a wrong one throws with both shapes in the message.</summary>
internal static class Shapes
{
    public static void RequireProduct<T>(Matrix<T> inputs, PanelMatrix<T> weights, Matrix<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (inputs.Columns != weights.Inputs || outputs.Columns != weights.Outputs)
        {
            Throw($"Weights of shape ({weights.Outputs}, {weights.Inputs}) join signals of {weights.Inputs} to signals of {weights.Outputs} columns, "
                + $"but they were given {inputs.Columns} and {outputs.Columns}.");
        }
    }

    public static void RequireTransposed<T>(PanelMatrix<T> source, PanelMatrix<T> transposed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ReferenceEquals(source, transposed))
            Throw("A matrix cannot be transposed into its own memory; give the result a matrix of its own.");
        if (source.Inputs != transposed.Outputs || source.Outputs != transposed.Inputs)
        {
            Throw($"The transpose of weights of shape ({source.Outputs}, {source.Inputs}) has shape ({source.Inputs}, {source.Outputs}), "
                + $"but the matrix for it has shape ({transposed.Outputs}, {transposed.Inputs}).");
        }
    }

    public static void RequireRows(RowRange rows, int available, string what)
    {
        if (rows.Start < 0 || rows.End < rows.Start || rows.End > available)
            Throw($"Rows {rows.Start} to {rows.End} were asked of '{what}', which has {available}.");
    }

    public static void RequireAlike<T>(Matrix<T> expected, Matrix<T> given, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (given.Rows != expected.Rows || given.Columns != expected.Columns)
            Throw($"'{what}' has shape ({given.Rows}, {given.Columns}), but the products it is met with have ({expected.Rows}, {expected.Columns}).");
    }

    public static void RequireAlike<T>(PanelMatrix<T> weights, PanelMatrix<T> given, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (given.Outputs != weights.Outputs || given.Inputs != weights.Inputs)
            Throw($"'{what}' has shape ({given.Outputs}, {given.Inputs}), but the synapses it belongs to have ({weights.Outputs}, {weights.Inputs}).");
    }

    public static void RequireOnePerOutput<T>(PanelMatrix<T> bias, int outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bias.Outputs != outputs || bias.Inputs != 1)
            Throw($"A bias has shape ({outputs}, 1) here, one value per output, but one of shape ({bias.Outputs}, {bias.Inputs}) was given.");
    }

    public static void RequireSameLength(int expected, int given, string what)
    {
        if (expected != given)
            Throw($"'{what}' has {given} values, but the destination has {expected}.");
    }

    public static void RequireEqualLengths(int first, int second)
    {
        if (first != second)
            Throw($"Two signals of the same length were expected, but one has {first} values and the other {second}.");
    }

    public static void RequireTerms(int coefficients, int values, int length)
    {
        if ((long)coefficients * length != values)
            Throw($"{coefficients} coefficients need as many terms of {length} values, {(long)coefficients * length} in all, but {values} values were given.");
    }

    [DoesNotReturn]
    private static void Throw(string message) => throw new ArgumentException(message);
}
