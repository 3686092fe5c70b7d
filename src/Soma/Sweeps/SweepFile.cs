namespace Soma.Sweeps;

/// <summary>The keys of a sweep file whose names are fixed. Those that hold keys of experiments (set, grid, cases, random) are read beside it.</summary>
internal sealed record SweepFile
{
    public const string SetKey = "set", GridKey = "grid", CasesKey = "cases", RandomKey = "random", SeedsKey = "seeds", ExperimentKey = "experiment", NameKey = "name", EpochsKey = "epochs";

    [Option("Short name of the sweep.")]
    public required string Name { get; init; }

    [Option("One line for people: what is compared.")]
    public string Title { get; init; } = "";

    [Option("Name or path of the experiment that is varied.")]
    public string Experiment { get; init; } = "";

    [Option("Passes over the training set, in place of the experiment's.", AtLeast = 1, AtMost = 1_000_000)]
    public int? Epochs { get; init; }

    [Option("Folder for the run folders and the table.")]
    public string Out { get; init; } = "";
}

/// <summary>How often a random search draws.</summary>
internal sealed record RandomSearch
{
    public const string KeysKey = "keys";

    [Option("Settings to draw.", AtLeast = 1, AtMost = 1_000_000)]
    public required int Count { get; init; }

    [Option("Where the randomness of the search starts.", AtLeast = 0)]
    public ulong Seed { get; init; }
}

/// <summary>What a random search draws a value from.</summary>
internal sealed record RandomRange
{
    [Option("The smallest value.")]
    public required double From { get; init; }

    [Option("The largest value.")]
    public required double To { get; init; }

    [Option("Whether values or their logarithms are equally likely.")]
    public RandomScale Scale { get; init; }

    [Option("Whether only whole numbers are drawn.")]
    public bool Whole { get; init; }
}

/// <summary>What is equally likely.</summary>
internal enum RandomScale
{
    Linear,
    Log,
}

/// <summary>Seeds at equal distances.</summary>
internal sealed record SeedRange
{
    [Option("The first seed.", AtLeast = 0)]
    public ulong First { get; init; }

    [Option("From one seed to the next.", AtLeast = 1)]
    public ulong Step { get; init; } = 1;

    [Option("How many seeds.", AtLeast = 1, AtMost = 1_000_000)]
    public required int Count { get; init; }
}
