namespace Soma.Training;

/// <summary>Where the training accuracy of an epoch comes from.</summary>
public enum TrainAccuracyKind
{
    /// <summary>From the free phases lived through during the epoch, while the weights were changing; costs nothing.</summary>
    Seen,

    /// <summary>From a pass over the whole training set at the end of the epoch, as the published tables report it.</summary>
    Full,
}
