using Soma.Data;

namespace Soma.Cli.Parsing;

/// <summary>Which samples of a dataset.</summary>
internal enum DatasetPart
{
    /// <summary>Those that are never learned from.</summary>
    Test,

    /// <summary>Those that are learned from.</summary>
    Train,
}

/// <summary>Takes the part of a dataset that an option names.</summary>
internal static class DatasetParts
{
    /// <summary>The samples of a part.</summary>
    /// <param name="pair">The dataset.</param>
    /// <param name="part">Which.</param>
    public static Dataset Take(this DatasetPair pair, DatasetPart part) => part == DatasetPart.Train ? pair.Train : pair.Test;
}
