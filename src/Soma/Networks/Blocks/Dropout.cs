using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// Silences units at random while the network learns (Srivastava et al., 2014), and strengthens the others so that the mean stays. With <see cref="Nonlinearity.Selu"/> a silenced unit takes its lowest
/// value and the layer is brought back to mean 0 and variance 1 ("alpha dropout", Klambauer et al., 2017). Random numbers are drawn for the silenced units alone: the gaps between them.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public sealed class Dropout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int DrawsAtATime = 64;

    private readonly T _kept;
    private readonly T _keptShift;
    private readonly T _dropped;
    private readonly double _gapScale;

    /// <summary>Fixes how many.</summary>
    /// <param name="probability">Of being silenced, more than 0 and less than 1.</param>
    /// <param name="keepsVariance">Whether this is alpha dropout.</param>
    public Dropout(double probability, bool keepsVariance)
    {
        double floor = double.CreateChecked(Activation<T>.Floor), kept = 1 - probability;
        double scale = keepsVariance ? 1 / Math.Sqrt(kept + (floor * floor * kept * probability)) : 1 / kept;
        double shift = keepsVariance ? -scale * probability * floor : 0;
        _kept = T.CreateChecked(scale);
        _keptShift = T.CreateChecked(shift);
        _dropped = T.CreateChecked(keepsVariance ? (scale * floor) + shift : 0);
        Span<double> log = [kept];
        Primitives.Map<double, Logarithm>(default, log, log);
        _gapScale = 1 / log[0];
    }

    /// <summary>Draws who is silenced.</summary>
    /// <param name="random">The minibatch's randomness.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="factors">Receives 0 for the silenced, and for the others what their signal, and their error on the way back, is multiplied by.</param>
    public void Draw(RandomStream random, int samples, Matrix<T> factors)
    {
        Span<double> gaps = stackalloc double[DrawsAtATime];
        factors.Block(new RowRange(0, samples)).Fill(_kept);
        long units = (long)samples * factors.Columns, unit = -1;
        while (true)
        {
            foreach (ref double gap in gaps)
                gap = 1 - random.NextDouble();
            Primitives.Map<double, Logarithm>(default, gaps, gaps);
            foreach (double gap in gaps)
            {
                unit += 1 + (long)Math.Min(gap * _gapScale, units);
                if (unit >= units)
                    return;
                factors.Row((int)(unit / factors.Columns))[(int)(unit % factors.Columns)] = T.Zero;
            }
        }
    }

    /// <summary>Silences.</summary>
    /// <param name="values">Changed in place.</param>
    /// <param name="factors">From <see cref="Draw"/>, of the same units.</param>
    public void Apply(Span<T> values, ReadOnlySpan<T> factors) => Primitives.Map<T, Choice>(new(_keptShift, _dropped), values, factors, values);

    private readonly struct Choice(T shift, T dropped) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes value, TLanes factor)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.IfPositive(factor, (value * factor) + TLanes.Broadcast(shift), TLanes.Broadcast(dropped));
    }

    private readonly struct Logarithm : IFormula1<double>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, double> => LaneMath.Log<TLanes, double>(a);
    }
}
