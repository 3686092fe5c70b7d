using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>An activation as the two products that it ends: signals going up, a = φ(Wx + b), and errors coming down, (Wᵀδ) ⊙ φ′, where the slope φ′ is told from a alone.</summary>
internal abstract class Activation<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>a = φ(Wx + b).</summary>
    public abstract void Up(Matrix<T> x, PanelMatrix<T> weights, PanelMatrix<T> bias, Matrix<T> a, RowRange rows);

    /// <summary>result = (Wᵀδ) ⊙ φ′.</summary>
    /// <param name="delta">δ of the layer above.</param>
    /// <param name="transposed">Wᵀ of the layer above.</param>
    /// <param name="a">Activities of this layer.</param>
    /// <param name="result">Receives δ of this layer.</param>
    /// <param name="rows">Which samples.</param>
    public abstract void Down(Matrix<T> delta, PanelMatrix<T> transposed, Matrix<T> a, Matrix<T> result, RowRange rows);

    /// <summary>result = δ ⊙ φ′: a product whose slope is wanted later, and not at once.</summary>
    public abstract void Slope(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, Span<T> result);

    /// <summary>
    /// result = δ ⊙ φ″ ⊙ ż, where the tangent ȧ = φ′ ⊙ ż is known: how the slope along ż changes with what arrives. The quotient φ″/φ′, which is plain for all activations, is told from a alone.
    /// </summary>
    public abstract void Bend(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> tangent, Span<T> result);

    /// <summary>The activation of a name.</summary>
    public static Activation<T> Of(FieldActivation activation) => activation switch
    {
        FieldActivation.Tanh => new Formulas<Tanh, TanhSlope, TanhBend>(),
        FieldActivation.Softplus => new Formulas<Softplus, SoftplusSlope, SoftplusBend>(),
        FieldActivation.Sigmoid => new Formulas<Sigmoid, SigmoidSlope, SigmoidBend>(),
        FieldActivation.Relu => new Formulas<Relu, ReluSlope, ReluBend>(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    private sealed class Formulas<TValue, TSlope, TBend> : Activation<T>
        where TValue : struct, IFormula3<T>
        where TSlope : struct, IFormula2<T>
        where TBend : struct, IFormula3<T>
    {
        public override void Up(Matrix<T> x, PanelMatrix<T> weights, PanelMatrix<T> bias, Matrix<T> a, RowRange rows) =>
            Primitives.MultiplyThen<T, TValue>(x, weights, a, rows, default, a, bias, a);

        public override void Down(Matrix<T> delta, PanelMatrix<T> transposed, Matrix<T> a, Matrix<T> result, RowRange rows)
        {
            Primitives.Multiply(delta, transposed, result, rows);
            Primitives.Map<T, TSlope>(default, result.Block(rows), a.Block(rows), result.Block(rows));
        }

        public override void Slope(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, Span<T> result) => Primitives.Map<T, TSlope>(default, delta, a, result);

        public override void Bend(ReadOnlySpan<T> delta, ReadOnlySpan<T> a, ReadOnlySpan<T> tangent, Span<T> result) => Primitives.Map<T, TBend>(default, delta, a, tangent, result);
    }

    private readonly struct Tanh : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Tanh<TLanes, T>(product + bias);
    }

    // 1 − a².
    private readonly struct TanhSlope : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes error, TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => error * TLanes.MultiplyAdd(TLanes.Zero - a, a, TLanes.Broadcast(T.One));
    }

    // φ″/φ′ = −2a.
    private readonly struct TanhBend : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes delta, TLanes a, TLanes tangent)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Zero - ((delta * tangent) * (a + a));
    }

    private readonly struct Softplus : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Softplus<TLanes, T>(product + bias);
    }

    // 1 − e⁻ᵃ = 2τ/(1 + τ) with τ = tanh(a/2): the difference would lose what is small.
    private readonly struct SoftplusSlope : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes error, TLanes a)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes tau = LaneMath.Tanh<TLanes, T>(a * TLanes.Broadcast(T.CreateTruncating(0.5)));
            return error * (tau + tau) / (TLanes.Broadcast(T.One) + tau);
        }
    }

    // φ″/φ′ = 1 − φ′ = e⁻ᵃ.
    private readonly struct SoftplusBend : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes delta, TLanes a, TLanes tangent)
            where TLanes : struct, ILanes<TLanes, T> => (delta * tangent) * LaneMath.Exp<TLanes, T>(TLanes.Zero - a);
    }

    private readonly struct Sigmoid : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Sigmoid<TLanes, T>(product + bias);
    }

    // a(1 − a).
    private readonly struct SigmoidSlope : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes error, TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => error * TLanes.MultiplyAdd(TLanes.Zero - a, a, a);
    }

    // φ″/φ′ = 1 − 2a.
    private readonly struct SigmoidBend : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes delta, TLanes a, TLanes tangent)
            where TLanes : struct, ILanes<TLanes, T> => (delta * tangent) * (TLanes.Broadcast(T.One) - (a + a));
    }

    private readonly struct Relu : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.AtLeast(product + bias, TLanes.Zero);
    }

    private readonly struct ReluSlope : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes error, TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(a, error, TLanes.Zero);
    }

    // φ″ = 0 wherever there is one.
    private readonly struct ReluBend : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes delta, TLanes a, TLanes tangent)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Zero;
    }
}
