using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>A rule whose layers each have something of their own to make small, and can be asked for it.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public interface ILayerwiseRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What each hidden layer makes small by itself, for the last batch; empty where hidden layers have nothing of their own.</summary>
    /// <param name="record">Has lived through the batch.</param>
    IReadOnlyList<double> ObjectivesOf(PhaseRecord<T> record);

    /// <summary>The cross-entropy of the output for the last batch.</summary>
    /// <param name="record">Has lived through the batch.</param>
    double CrossEntropyOf(PhaseRecord<T> record);

    /// <summary>The third factor of a hidden layer's learning for the last batch, one sample per row; null where there is none but an error for each neuron.</summary>
    /// <param name="record">Has lived through the batch.</param>
    /// <param name="layer">1 to P − 1.</param>
    Matrix<T>? ThirdFactorOf(PhaseRecord<T> record, int layer);
}
