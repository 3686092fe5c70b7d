using System.Numerics;
using Soma.Numerics;

namespace Soma.Networks.Blocks;

/// <summary>
/// Every channel gets mean 0 and variance 1 over the pixels of the batch, then a gain and a shift of its own (Ioffe and Szegedy, 2015): x̂ = (x − m)/√(s + 10⁻⁵), y = gain·x̂ + shift. Answers use running
/// means of m and s instead. Sums are taken sample by sample and then over the samples, in order, however many threads there are.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="capacity">Samples at most.</param>
/// <param name="channels">Values per pixel.</param>
/// <param name="pixels">Pixels per sample; 1 for a fully connected layer.</param>
public sealed class BatchNormalization<T>(int capacity, int channels, int pixels)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Epsilon = 1e-5, Pace = 0.1;

    private readonly Matrix<T> _sums = new(capacity, channels);
    private readonly T[] _mean = new T[channels], _variance = new T[channels], _scale = new T[channels], _factor = new T[channels];
    private readonly T[] _sumOfErrors = new T[channels], _sumOfProducts = new T[channels];

    /// <summary>∂L/∂gain, after <see cref="Return"/>; shape (channels, 1).</summary>
    public PanelMatrix<T> GainGradient { get; } = new(channels, 1);

    /// <summary>∂L/∂shift, after <see cref="Return"/>; shape (channels, 1).</summary>
    public PanelMatrix<T> ShiftGradient { get; } = new(channels, 1);

    /// <summary>Takes mean and variance from a batch.</summary>
    /// <param name="drives">x: a row per pixel.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="team">The threads.</param>
    public void Measure(Matrix<T> drives, int samples, ThreadTeam team)
    {
        T count = T.CreateChecked((double)samples * pixels);
        team.For(samples, 1, new Totals(this, drives, null, Moment.Sum));
        Gather(samples, _mean);
        Primitives.Map<T, Quotient>(new(count), _mean, _mean);
        team.For(samples, 1, new Totals(this, drives, null, Moment.Squares));
        Gather(samples, _variance);
        Primitives.Map<T, Quotient>(new(count), _variance, _variance);
        Primitives.Map<T, InverseRoot>(new(T.CreateChecked(Epsilon)), _variance, _scale);
    }

    /// <summary>Takes mean and variance from what was remembered.</summary>
    /// <param name="mean">One per channel.</param>
    /// <param name="variance">One per channel.</param>
    public void Recall(PanelMatrix<T> mean, PanelMatrix<T> variance)
    {
        mean.Storage[..channels].CopyTo(_mean);
        variance.Storage[..channels].CopyTo(_variance);
        Primitives.Map<T, InverseRoot>(new(T.CreateChecked(Epsilon)), _variance, _scale);
    }

    /// <summary>Remembers a tenth of the last batch's mean and variance, the latter as of a sample, divided by one less than its count.</summary>
    /// <param name="mean">Changed in place.</param>
    /// <param name="variance">Changed in place.</param>
    /// <param name="samples">How many samples the batch had.</param>
    public void Remember(PanelMatrix<T> mean, PanelMatrix<T> variance, int samples)
    {
        double count = (double)samples * pixels;
        Primitives.Map<T, Blend>(new(T.CreateChecked(1 - Pace), T.CreateChecked(Pace)), mean.Storage[..channels], _mean, mean.Storage[..channels]);
        Primitives.Map<T, Blend>(new(T.CreateChecked(1 - Pace), T.CreateChecked(Pace * count / Math.Max(1, count - 1))), variance.Storage[..channels], _variance, variance.Storage[..channels]);
    }

    /// <summary>x̂ in place of x, and y.</summary>
    /// <param name="drives">x; becomes x̂.</param>
    /// <param name="rows">Which pixels of the batch.</param>
    /// <param name="gain">Shape (channels, 1).</param>
    /// <param name="shift">Shape (channels, 1).</param>
    /// <param name="result">Receives y.</param>
    public void Apply(Matrix<T> drives, RowRange rows, PanelMatrix<T> gain, PanelMatrix<T> shift, Matrix<T> result)
    {
        for (int row = rows.Start; row < rows.End; row++)
        {
            Span<T> x = drives.Row(row);
            Primitives.Map<T, Standardized>(default, x, _mean, _scale, x);
            Primitives.Map<T, ProductSum>(default, gain.Storage[..channels], x, shift.Storage[..channels], result.Row(row));
        }
    }

    /// <summary>From e = ∂L/∂y to ∂L/∂x = gain/√(s + 10⁻⁵) · (e − mean(e) − x̂ mean(e x̂)), and the gradients of gain and shift.</summary>
    /// <param name="errors">e, a row per pixel; becomes ∂L/∂x.</param>
    /// <param name="standardized">x̂.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="gain">Shape (channels, 1).</param>
    /// <param name="team">The threads.</param>
    public void Return(Matrix<T> errors, Matrix<T> standardized, int samples, PanelMatrix<T> gain, ThreadTeam team)
    {
        T count = T.CreateChecked((double)samples * pixels);
        team.For(samples, 1, new Totals(this, errors, null, Moment.Sum));
        Gather(samples, _sumOfErrors);
        team.For(samples, 1, new Totals(this, errors, standardized, Moment.Products));
        Gather(samples, _sumOfProducts);
        _sumOfErrors.CopyTo(ShiftGradient.Storage);
        _sumOfProducts.CopyTo(GainGradient.Storage);
        Primitives.Map<T, Product>(default, gain.Storage[..channels], _scale, _factor);
        Primitives.Map<T, NegativeShare>(new(count), _sumOfErrors, _factor, _sumOfErrors);
        Primitives.Map<T, NegativeShare>(new(count), _sumOfProducts, _factor, _sumOfProducts);
        team.For(samples * pixels, 1, new Correction(this, errors, standardized));
    }

    private void Gather(int samples, Span<T> sums)
    {
        _sums.Row(0).CopyTo(sums);
        for (int sample = 1; sample < samples; sample++)
            Primitives.Map<T, Addition>(default, sums, _sums.Row(sample), sums);
    }

    private enum Moment
    {
        Sum,
        Squares,
        Products,
    }

    private readonly struct Totals(BatchNormalization<T> owner, Matrix<T> signal, Matrix<T>? weights, Moment moment) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                Span<T> sums = owner._sums.Row(sample);
                sums.Clear();
                for (int row = sample * owner.Pixels; row < (sample + 1) * owner.Pixels; row++)
                {
                    if (moment == Moment.Sum)
                        Primitives.Map<T, Addition>(default, sums, signal.Row(row), sums);
                    else if (moment == Moment.Squares)
                        Primitives.Map<T, SquareSum>(default, signal.Row(row), owner._mean, sums, sums);
                    else
                        Primitives.Map<T, ProductSum>(default, signal.Row(row), weights!.Row(row), sums, sums);
                }
            }
        }
    }

    private readonly struct Correction(BatchNormalization<T> owner, Matrix<T> errors, Matrix<T> standardized) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int row = rows.Start; row < rows.End; row++)
            {
                Span<T> error = errors.Row(row);
                Primitives.Map<T, ProductSum>(default, error, owner._factor, owner._sumOfErrors, error);
                Primitives.Map<T, ProductSum>(default, standardized.Row(row), owner._sumOfProducts, error, error);
            }
        }
    }

    private int Pixels => pixels;

    private readonly struct Addition : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct Product : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a * b;
    }

    // −factor·sum/count
    private readonly struct NegativeShare(T count) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes sum, TLanes factor)
            where TLanes : struct, ILanes<TLanes, T> => (TLanes.Zero - (sum / TLanes.Broadcast(count))) * factor;
    }

    private readonly struct Standardized : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes x, TLanes mean, TLanes scale)
            where TLanes : struct, ILanes<TLanes, T> => (x - mean) * scale;
    }

    private readonly struct ProductSum : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(a, b, c);
    }

    private readonly struct SquareSum : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes x, TLanes mean, TLanes sum)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes distance = x - mean;
            return TLanes.MultiplyAdd(distance, distance, sum);
        }
    }

    private readonly struct Blend(T kept, T added) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes old, TLanes now)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(kept), old, TLanes.Broadcast(added) * now);
    }

    private readonly struct Quotient(T divisor) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => a / TLanes.Broadcast(divisor);
    }

    private readonly struct InverseRoot(T epsilon) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(T.One) / TLanes.Sqrt(a + TLanes.Broadcast(epsilon));
    }
}
