using System.Globalization;
using Soma.Training;

namespace Soma.Cli.Reporting;

/// <summary>How far a network is trained, in words.</summary>
internal static class RunPosition
{
    /// <summary>For example "3 epochs and 120 minibatches".</summary>
    /// <param name="network">The network.</param>
    public static string Of(ITrainedNetwork network)
    {
        string epochs = string.Create(CultureInfo.InvariantCulture, $"{network.EpochsDone} {(network.EpochsDone == 1 ? "epoch" : "epochs")}");
        return network.MinibatchesDone == 0 ? epochs : string.Create(CultureInfo.InvariantCulture, $"{epochs} and {network.MinibatchesDone} minibatches");
    }
}
