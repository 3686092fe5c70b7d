using Soma.Training.Portraits;

namespace Soma.Reports;

/// <summary>All that the figures of a report are drawn from.</summary>
/// <param name="Groups">The runs, by experiment; at least one.</param>
/// <param name="Curves">Published learning curves.</param>
/// <param name="Angles">Published alignment angles.</param>
public sealed record ReportContent(IReadOnlyList<RunGroup> Groups, PublishedCurves Curves, PublishedAngles Angles)
{
    /// <summary>A closer look at some of the networks; none by default.</summary>
    public IReadOnlyList<RunPortrait> Portraits { get; init; } = [];

    /// <summary>Why runs are left out, a sentence each; <see cref="RunCollection.LeftOut"/>.</summary>
    public IReadOnlyList<string> RunsLeftOut { get; init; } = [];

    /// <summary>Why others have no portrait, a sentence each.</summary>
    public IReadOnlyList<string> WithoutPortrait { get; init; } = [];
}

/// <summary>The portrait of the network of a run.</summary>
/// <param name="Label">The label of the run's group, with its seed.</param>
/// <param name="Portrait">What it looks like.</param>
public sealed record RunPortrait(string Label, Portrait Portrait)
{
    /// <summary>The label of a run.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="run">The run.</param>
    public static string LabelOf(RunGroup group, RunSeries run) => FormattableString.Invariant($"{group.Label}, seed {run.Seed}");
}
