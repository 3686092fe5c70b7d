using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>
/// The objective of a layer: J = H(K, K) − γ H(L, K), where K says how alike the layer's answers to two examples are and L how alike they ought to be. The first term squeezes
/// out what the layer knows of its input, the second keeps what tells the classes apart; H is pHSIC or HSIC. ∂J/∂K = (2K° − γL°)/m² with K° = K − ⟨K⟩, or K centred by rows and columns.
/// </summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="estimator">Plausible or biased.</param>
/// <param name="balance">γ.</param>
/// <param name="capacity">Examples at most.</param>
public sealed class DependenceObjective<T>(DependenceEstimator estimator, double balance, int capacity)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _means = new T[capacity];
    private readonly T[] _ones = [.. Enumerable.Repeat(T.One, capacity)];

    /// <summary>H(A, B).</summary>
    /// <param name="a">A, symmetric.</param>
    /// <param name="b">B, symmetric.</param>
    /// <param name="count">Examples, from row and column 0.</param>
    public double Dependence(Matrix<T> a, Matrix<T> b, int count)
    {
        double products = 0, sumA = 0, sumB = 0, rows = 0;
        for (int row = 0; row < count; row++)
        {
            double rowA = 0, rowB = 0;
            for (int column = 0; column < count; column++)
            {
                double valueA = double.CreateChecked(a.Row(row)[column]), valueB = double.CreateChecked(b.Row(row)[column]);
                products += valueA * valueB;
                rowA += valueA;
                rowB += valueB;
            }

            (sumA, sumB, rows) = (sumA + rowA, sumB + rowB, rows + (rowA * rowB));
        }

        double m = count, squares = m * m, means = sumA * sumB / squares / squares;
        return estimator == DependenceEstimator.Biased
            ? (products / squares) - (2 * rows / (squares * m)) + means
            : (products / squares) - means;
    }

    /// <summary>J.</summary>
    /// <param name="activity">K.</param>
    /// <param name="labels">L.</param>
    /// <param name="count">Examples, from row and column 0.</param>
    public double Value(Matrix<T> activity, Matrix<T> labels, int count) => Dependence(activity, activity, count) - (balance * Dependence(labels, activity, count));

    /// <summary>A°: without its mean, or without the means of its rows and columns.</summary>
    /// <param name="a">A, symmetric.</param>
    /// <param name="count">Examples, from row and column 0.</param>
    /// <param name="centered">Receives it; may be <paramref name="a"/>.</param>
    /// <param name="team">The threads.</param>
    public void Center(Matrix<T> a, int count, Matrix<T> centered, ThreadTeam team)
    {
        T mean = MeanOf(a, count, team);
        team.For(count, 1, new Centering(this, a, centered, centered, count, mean, T.One, T.Zero));
    }

    /// <summary>∂J/∂K.</summary>
    /// <param name="activity">K.</param>
    /// <param name="centeredLabels">L°, from <see cref="Center"/>.</param>
    /// <param name="count">Examples, from row and column 0.</param>
    /// <param name="derivative">Receives it.</param>
    /// <param name="team">The threads.</param>
    public void Derive(Matrix<T> activity, Matrix<T> centeredLabels, int count, Matrix<T> derivative, ThreadTeam team)
    {
        double pairs = (double)count * count;
        T mean = MeanOf(activity, count, team);
        team.For(count, 1, new Centering(this, activity, centeredLabels, derivative, count, mean, T.CreateChecked(2 / pairs), T.CreateChecked(-balance / pairs)));
    }

    // Row means into _means, and the mean of all.
    private T MeanOf(Matrix<T> a, int count, ThreadTeam team)
    {
        team.For(count, 1, new RowMeans(this, a, count));
        T sum = T.Zero;
        for (int row = 0; row < count; row++)
            sum += _means[row];
        return sum / T.CreateChecked(count);
    }

    private readonly struct RowMeans(DependenceObjective<T> owner, Matrix<T> a, int count) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int row = rows.Start; row < rows.End; row++)
                owner._means[row] = Primitives.Dot<T>(a.Row(row)[..count], owner._ones.AsSpan(0, count)) / T.CreateChecked(count);
        }
    }

    // own·A° + others·B
    private readonly struct Centering(DependenceObjective<T> owner, Matrix<T> a, Matrix<T> b, Matrix<T> destination, int count, T mean, T own, T others) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            bool doubly = owner.IsBiased;
            for (int row = rows.Start; row < rows.End; row++)
            {
                Span<T> from = a.Row(row)[..count], to = destination.Row(row)[..count];
                T shift = doubly ? owner._means[row] - mean : mean;
                if (doubly)
                    Primitives.Map<T, Less>(default, from, owner._means.AsSpan(0, count), to);
                else if (a != destination)
                    from.CopyTo(to);
                if (others == T.Zero)
                    Primitives.Map<T, Shifted>(new(shift), to, to);
                else
                    Primitives.Map<T, Balance>(new(shift, own, others), to, b.Row(row)[..count], to);
            }
        }
    }

    private bool IsBiased => estimator == DependenceEstimator.Biased;

    private readonly struct Less : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }

    private readonly struct Shifted(T shift) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T> => a - TLanes.Broadcast(shift);
    }

    private readonly struct Balance(T shift, T own, T others) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => (TLanes.Broadcast(own) * (a - TLanes.Broadcast(shift))) + (TLanes.Broadcast(others) * b);
    }
}
