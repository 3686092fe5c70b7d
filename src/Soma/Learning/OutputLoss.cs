using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>A <see cref="Loss"/> of the outputs of a batch, and its derivative.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="loss">Which.</param>
public sealed class OutputLoss<T>(Loss loss)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Tolerance = 1e-3;

    /// <summary>L.</summary>
    /// <param name="outputs">o, one sample per row.</param>
    /// <param name="batch">Its targets y.</param>
    /// <exception cref="ArgumentException">Cross-entropy was given targets that are no distributions.</exception>
    public double Value(Matrix<T> outputs, Batch<T> batch)
    {
        RequireTargets(batch);
        double sum = 0;
        for (int sample = 0; sample < batch.Count; sample++)
            sum += loss == Loss.CrossEntropy ? CrossEntropy(outputs.Row(sample), batch.Targets.Row(sample)) : Squares(outputs.Row(sample), batch.Targets.Row(sample));
        return sum / batch.Count / (loss == Loss.CrossEntropy ? 1 : outputs.Columns);
    }

    /// <summary>∂L/∂o, for some samples: 2(o − y)/(M n_P), or (softmax(o) − y)/M.</summary>
    /// <param name="outputs">o, one sample per row.</param>
    /// <param name="batch">Its targets y.</param>
    /// <param name="derivative">Receives the derivative, one sample per row.</param>
    /// <param name="samples">Which samples.</param>
    public void Derive(Matrix<T> outputs, Batch<T> batch, Matrix<T> derivative, RowRange samples)
    {
        if (loss == Loss.CrossEntropy)
        {
            for (int sample = samples.Start; sample < samples.End; sample++)
                Soften(outputs.Row(sample), derivative.Row(sample));
        }

        T scale = T.CreateChecked(loss == Loss.CrossEntropy ? 1.0 / batch.Count : 2.0 / ((double)batch.Count * outputs.Columns));
        Matrix<T> answer = loss == Loss.CrossEntropy ? derivative : outputs;
        Primitives.Map<T, ScaledDifference>(new(scale), answer.Block(samples), batch.Targets.Block(samples), derivative.Block(samples));
    }

    /// <summary>Refuses targets that the loss has no meaning for.</summary>
    /// <param name="batch">The targets.</param>
    /// <exception cref="ArgumentException">Cross-entropy was given targets that are no distributions.</exception>
    public void RequireTargets(Batch<T> batch)
    {
        for (int sample = 0; sample < batch.Count && loss == Loss.CrossEntropy; sample++)
        {
            double sum = 0, least = 0;
            foreach (T target in batch.Targets.Row(sample))
            {
                sum += double.CreateChecked(target);
                least = Math.Min(least, double.CreateChecked(target));
            }

            if (!(least >= 0 && Math.Abs(sum - 1) <= Tolerance))
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cross-entropy needs targets that are distributions, at least 0 and with sum 1, but those of sample {sample} have sum {sum:G6} and smallest entry {least:G6}. Scale them, or take the loss 'meanSquared'."));
            }
        }
    }

    // softmax, with the largest potential taken off so that nothing overflows.
    private static void Soften(ReadOnlySpan<T> potentials, Span<T> softened)
    {
        T largest = potentials[0];
        foreach (T potential in potentials)
            largest = T.Max(largest, potential);
        Primitives.Map<T, Exponential>(new(largest), potentials, softened);
        T sum = T.Zero;
        foreach (T value in softened)
            sum += value;
        Primitives.Map<T, Quotient>(new(sum), softened, softened);
    }

    private static double CrossEntropy(ReadOnlySpan<T> potentials, ReadOnlySpan<T> targets)
    {
        double largest = double.NegativeInfinity, sum = 0, mean = 0;
        foreach (T potential in potentials)
            largest = Math.Max(largest, double.CreateChecked(potential));
        for (int unit = 0; unit < potentials.Length; unit++)
        {
            double potential = double.CreateChecked(potentials[unit]) - largest;
            sum += Math.Exp(potential);
            mean += double.CreateChecked(targets[unit]) * potential;
        }

        return Math.Log(sum) - mean;
    }

    private static double Squares(ReadOnlySpan<T> outputs, ReadOnlySpan<T> targets)
    {
        double sum = 0;
        for (int unit = 0; unit < outputs.Length; unit++)
        {
            double difference = double.CreateChecked(outputs[unit]) - double.CreateChecked(targets[unit]);
            sum += difference * difference;
        }

        return sum;
    }

    private readonly struct ScaledDifference(T scale) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes answer, TLanes target)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.Broadcast(scale) * (answer - target);
    }

    private readonly struct Exponential(T largest) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes potential)
            where TLanes : struct, ILanes<TLanes, T> => LaneMath.Exp<TLanes, T>(potential - TLanes.Broadcast(largest));
    }

    private readonly struct Quotient(T sum) : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes value)
            where TLanes : struct, ILanes<TLanes, T> => value / TLanes.Broadcast(sum);
    }
}
