namespace Soma.Training.Portraits;

/// <summary>
/// What a trained network looks like from outside and within, as plain numbers: for reports, which never see a tensor. Everything was measured on the test samples with the network
/// left as it was; the same network and samples always give the same portrait.
/// </summary>
public sealed record Portrait
{
    /// <summary>Whole epochs the network was trained for.</summary>
    public required int EpochsDone { get; init; }

    /// <summary>The samples it was asked about, for example "mnist/test".</summary>
    public required string Dataset { get; init; }

    /// <summary>Which classes it took for which.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Its most decided mistakes, the worst first; empty if it made none.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>What hidden units look for in an image, those with the longest weight vectors first; empty if the inputs are no images.</summary>
    public IReadOnlyList<ReceptiveField> ReceptiveFields { get; init; } = [];

    /// <summary>The weights of each tensor of synapses, in the order of the checkpoint.</summary>
    public IReadOnlyList<ValueHistogram> Weights { get; init; } = [];

    /// <summary>The rates of each layer from 1 to P at the end of the free phase.</summary>
    public IReadOnlyList<ValueHistogram> Rates { get; init; } = [];

    /// <summary>How a few samples were lived through, sweep by sweep; empty if the rule does not relax.</summary>
    public IReadOnlyList<RelaxationPoint> Relaxation { get; init; } = [];

    /// <summary>What a few neurons felt while one sample was lived through; empty if the rule's neurons have no apical dendrite.</summary>
    public IReadOnlyList<NeuronCourse> Neurons { get; init; } = [];

    /// <summary>Where the numbers went wrong; null if they did not. All that is measured with the network's answers then covers the samples before.</summary>
    public Divergence? Divergence { get; init; }
}
