using Soma.Networks;

namespace Soma.Training;

/// <summary>
/// All that decides what a training run computes: two runs of equal experiments on the same data end with the same bits. It is the
/// JSON of an experiment file, key for key.
/// </summary>
public sealed record Experiment
{
    /// <summary>Short name, as given to <c>soma train</c>.</summary>
    [Option("Short name of the experiment.")]
    public required string Name { get; init; }

    /// <summary>One line for people: what is trained.</summary>
    [Option("One line for people: what is trained.")]
    public string Title { get; init; } = "";

    /// <summary>Where the setting was published, and with which result; empty if it was not.</summary>
    [Option("Where the setting was published, and with which result.")]
    public string Source { get; init; } = "";

    /// <summary>The published result in numbers, to compare with; null if there is none. It does not change what is computed.</summary>
    [Option("The published result in numbers, to compare with.")]
    public PublishedResult? Published { get; init; }

    /// <summary>Name of a known dataset, for example "mnist", or data of one's own, for example "csv:flowers.csv"; whatever <see cref="Soma.Data.DataName"/> understands.</summary>
    [Option("Name of a known dataset, or data of your own: csv:…, idx:… or images:….")]
    public required string Data { get; init; }

    /// <summary>
    /// Training samples that are kept from learning, to choose settings by; always the same ones, whatever the seed. Default 0: none, all of the training set is learned from.
    /// </summary>
    [Option("Training samples that are kept from learning and asked about after each epoch; always the same ones, whatever the seed.", AtLeast = 0)]
    public int Validation { get; init; }

    /// <summary>Units per layer, n₀ … n_P; n₀ are the features of the data and n_P its classes.</summary>
    [Option("Units per layer, from the input to the output.", AtLeast = 1, AtMost = 1_000_000)]
    public required IReadOnlyList<int> Architecture { get; init; }

    /// <summary>The learning rule and its options.</summary>
    public required RuleChoice Rule { get; init; }

    /// <summary>Samples per minibatch; default 20, as in the paper.</summary>
    [Option("Samples per minibatch.", AtLeast = 1, AtMost = 100_000)]
    public int BatchSize { get; init; } = 20;

    /// <summary>Passes over the training set; default 50, as in the paper.</summary>
    [Option("Passes over the training set.", AtLeast = 1, AtMost = 1_000_000)]
    public int Epochs { get; init; } = 50;

    /// <summary>How the learning rates change from epoch to epoch; empty for constant rates.</summary>
    [Option("How the learning rates change from epoch to epoch; empty for constant rates.")]
    public IReadOnlyList<RatePiece> Schedule { get; init; } = [];

    /// <summary>Where all randomness starts: the initial weights, the order of the samples, and what the rule draws.</summary>
    [Option("Where all randomness starts.", AtLeast = 0)]
    public ulong Seed { get; init; }

    /// <summary>The value type of the network; default float.</summary>
    [Option("The value type of the network.")]
    public Precision Precision { get; init; }

    /// <summary>Where the training accuracy comes from; default the free phases seen during the epoch.</summary>
    [Option("Where the training accuracy comes from: the free phases seen during the epoch, or a full pass over the training set after it.")]
    public TrainAccuracyKind TrainAccuracy { get; init; }

    /// <summary>Whether and how the information between layers is watched; it does not change what is computed. Default: not watched.</summary>
    [Option("Whether and how the information between layers is watched.")]
    public InformationWatch Information { get; init; } = new();

    /// <summary>
    /// Minibatches from one row of <c>angles.csv</c> to the next, counted anew in each epoch; 0 for none. It does not change what is computed. Default 500, as the published angles were taken.
    /// </summary>
    [Option("Minibatches from one row of angles.csv to the next, counted anew in each epoch; 0 for none.", AtLeast = 0, AtMost = 1_000_000)]
    public int AngleEvery { get; init; } = 500;

    /// <summary>Whether and how updates that lose what was learned are taken back. Default: they are not, as in the published runs.</summary>
    [Option("Whether and how updates that lose what was learned are taken back.")]
    public UpdateGuard Guard { get; init; } = new();

    /// <summary>The layers.</summary>
    public Architecture Network => new(Architecture);

    /// <summary>All that changes what is computed, as text: experiments in which it is equal run to the same bits, as far as both run. Names, sources and the number of epochs are not in it.</summary>
    internal string Identity => ExperimentWriter.Identity(this);

    /// <summary>The JSON of the experiment with every option written out; <see cref="ExperimentReader"/> reads it back.</summary>
    public string ToJson() => ExperimentWriter.Write(this);
}
