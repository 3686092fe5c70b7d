namespace Soma.Reports.Figures;

/// <summary>Which groups a figure draws in colour: all if they are few, else the best, and the others stand behind them in grey.</summary>
internal sealed class Highlights
{
    /// <summary>More lines than this nobody tells apart.</summary>
    public const int Most = 7;

    private readonly List<RunGroup> _chosen;
    private readonly int _groups;

    private Highlights(List<RunGroup> chosen, int groups) => (_chosen, _groups) = (chosen, groups);

    /// <summary>A sentence that says what is in colour; empty if all are.</summary>
    public string Sentence => _groups > _chosen.Count ? $" In colour are the {_chosen.Count} of {_groups} experiments with the best test accuracy after their last epoch; the others are grey." : "";

    /// <summary>Chooses.</summary>
    public static Highlights Of(IReadOnlyList<RunGroup> groups) =>
        new(groups.Count <= Most ? [.. groups] : [.. groups.OrderByDescending(static group => group.Last.Test.Mean).Take(Most - 1)], groups.Count);

    /// <summary>Number of a group's colour; null for grey.</summary>
    public int? StyleOf(RunGroup group) => _chosen.IndexOf(group) is >= 0 and int index ? index : null;

    /// <summary>The groups in the order of drawing: grey ones first.</summary>
    public IEnumerable<RunGroup> InOrder(IEnumerable<RunGroup> groups) => groups.OrderByDescending(group => StyleOf(group) is null).ThenBy(group => StyleOf(group) ?? 0);
}
