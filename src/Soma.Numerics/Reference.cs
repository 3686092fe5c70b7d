using System.Numerics;

namespace Soma.Numerics;

/// <summary>The primitives as plain loops: slow, obvious, and the specification that the fast forms are compared with.</summary>
public static class Reference
{
    /// <summary>y(m) = W x(m); see <see cref="Primitives.Multiply{T}"/>.</summary>
    /// <param name="x">Shape (samples, inputs).</param>
    /// <param name="weights">Shape (outputs, inputs).</param>
    /// <param name="y">Shape (samples, outputs).</param>
    /// <param name="samples">Which rows.</param>
    public static void Multiply<T>(Matrix<T> x, PanelMatrix<T> weights, Matrix<T> y, RowRange samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int m = samples.Start; m < samples.End; m++)
        {
            for (int output = 0; output < weights.Outputs; output++)
            {
                T sum = T.Zero;
                for (int input = 0; input < weights.Inputs; input++)
                    sum = T.FusedMultiplyAdd(x.Row(m)[input], weights[output, input], sum);
                y.Row(m)[output] = sum;
            }
        }
    }

    /// <summary>W ← decay·W + scale·Σₘ post(m) pre(m)ᵀ; see <see cref="Primitives.AddOuter{T}"/>.</summary>
    /// <param name="weights">Shape (outputs, inputs).</param>
    /// <param name="decay">What remains of the old weights; 0 replaces them.</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Shape (samples, outputs).</param>
    /// <param name="pre">Shape (samples, inputs).</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="inputs">Which inputs' weights change.</param>
    public static void AddOuter<T>(PanelMatrix<T> weights, T decay, T scale, Matrix<T> post, Matrix<T> pre, int samples, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int input = inputs.Start; input < inputs.End; input++)
        {
            for (int output = 0; output < weights.Outputs; output++)
            {
                T sum = T.Zero;
                for (int m = 0; m < samples; m++)
                    sum = T.FusedMultiplyAdd(pre.Row(m)[input], post.Row(m)[output], sum);
                T remaining = decay == T.Zero ? T.Zero : decay * weights[output, input];
                weights[output, input] = T.FusedMultiplyAdd(scale, sum, remaining);
            }
        }
    }

    /// <summary>W ← W + scale·Σₘ post(m) pre(m)ᵀ with W row by row; see <see cref="Primitives.AddOuterToRows{T}"/>.</summary>
    /// <param name="weights">Shape (outputs, inputs), row-major without gaps.</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Shape (samples, outputs).</param>
    /// <param name="pre">Shape (samples, inputs).</param>
    /// <param name="samples">How many samples.</param>
    public static void AddOuterToRows<T>(Span<T> weights, T scale, Matrix<T> post, Matrix<T> pre, int samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int index = 0; index < weights.Length; index++)
        {
            (int output, int input) = Math.DivRem(index, pre.Columns);
            T sum = T.Zero;
            for (int m = 0; m < samples; m++)
                sum = T.FusedMultiplyAdd(post.Row(m)[output], pre.Row(m)[input], sum);
            weights[index] = T.FusedMultiplyAdd(scale, sum, weights[index]);
        }
    }

    /// <summary>start + Σⱼ coefficientⱼ·termⱼ; see <see cref="Primitives.Combine{T}"/>.</summary>
    /// <param name="start">As long as <paramref name="destination"/>, or empty for zero.</param>
    /// <param name="coefficients">One per term.</param>
    /// <param name="terms">The terms one after the other.</param>
    /// <param name="destination">Receives the sums.</param>
    public static void Combine<T>(ReadOnlySpan<T> start, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> terms, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < destination.Length; i++)
        {
            T sum = start.IsEmpty ? T.Zero : start[i];
            for (int j = 0; j < coefficients.Length; j++)
            {
                if (coefficients[j] != T.Zero)
                    sum = T.FusedMultiplyAdd(coefficients[j], terms[(j * destination.Length) + i], sum);
            }

            destination[i] = sum;
        }
    }

    /// <summary>Wᵀ; see <see cref="Primitives.Transpose{T}"/>.</summary>
    /// <param name="source">Shape (outputs, inputs).</param>
    /// <param name="transposed">Shape (inputs, outputs).</param>
    /// <param name="inputs">Which inputs of <paramref name="transposed"/>.</param>
    public static void Transpose<T>(PanelMatrix<T> source, PanelMatrix<T> transposed, RowRange inputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int input = inputs.Start; input < inputs.End; input++)
        {
            for (int output = 0; output < transposed.Outputs; output++)
                transposed[output, input] = source[input, output];
        }
    }

    /// <summary>Whether no value is infinite or not a number.</summary>
    /// <param name="values">Any length.</param>
    public static bool AllFinite<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (!T.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary>Σᵢ aᵢ·bᵢ in sixteen lanes and a tree; see <see cref="Primitives.Dot{T}"/>.</summary>
    /// <param name="a">Any length.</param>
    /// <param name="b">As long.</param>
    public static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Primitives.VirtualLanes];
        lanes.Clear();
        for (int i = 0; i < a.Length; i++)
        {
            ref T lane = ref lanes[i % Primitives.VirtualLanes];
            lane = T.FusedMultiplyAdd(a[i], b[i], lane);
        }

        return SumOf(lanes);
    }

    /// <summary>Σᵢ |aᵢ| in sixteen lanes and a tree; see <see cref="Primitives.SumOfMagnitudes{T}"/>.</summary>
    /// <param name="a">Any length.</param>
    public static T SumOfMagnitudes<T>(ReadOnlySpan<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> lanes = stackalloc T[Primitives.VirtualLanes];
        lanes.Clear();
        for (int i = 0; i < a.Length; i++)
            lanes[i % Primitives.VirtualLanes] += T.Abs(a[i]);
        return SumOf(lanes);
    }

    // Halves are added lane by lane until one lane is left.
    private static T SumOf<T>(Span<T> lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (lanes.Length == 1)
            return lanes[0];
        int half = lanes.Length / 2;
        for (int lane = 0; lane < half; lane++)
            lanes[lane] += lanes[lane + half];
        return SumOf(lanes[..half]);
    }
}
