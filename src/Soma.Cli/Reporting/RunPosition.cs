using Soma.Training;

namespace Soma.Cli.Reporting;

/// <summary>How far a network is trained, in words.</summary>
internal static class RunPosition
{
    /// <summary>For example "3 epochs and the minibatches up to 120".</summary>
    /// <param name="network">The network.</param>
    public static string Of(ITrainedNetwork network)
    {
        string epochs = Wording.Count(network.EpochsDone, "epoch");
        return network.MinibatchesDone == 0 ? epochs : $"{epochs} and the minibatches up to {Wording.Whole(network.MinibatchesDone)}";
    }
}
