using System.Globalization;
using System.Text.Json.Nodes;
using Soma.Sweeps;
using Soma.Training;
using Soma.Training.Options;

namespace Soma.Verification;

/// <summary>What is verified, as a sweep: one setting for each computation, with the published seeds.</summary>
public sealed class VerificationPlan
{
    private VerificationPlan(string name, int seeds, int? epochs, IReadOnlyList<VerificationTarget> targets, IReadOnlyList<PublishedCell> leftOut, SweepPlan sweep)
    {
        Name = name;
        Seeds = seeds;
        Epochs = epochs;
        Targets = targets;
        LeftOut = leftOut;
        Sweep = sweep;
    }

    /// <summary>What is verified, for people: for example "corinfomax-2023 table-1".</summary>
    public string Name { get; }

    /// <summary>Seeds of each cell.</summary>
    public int Seeds { get; }

    /// <summary>Epochs that were asked for; null for as many as the table has.</summary>
    public int? Epochs { get; }

    /// <summary>The words that verify the same.</summary>
    public string Command => string.Create(CultureInfo.InvariantCulture, $"soma verify {Name} --seeds {Seeds}{(Epochs is { } epochs ? $" --epochs {epochs}" : "")}");

    /// <summary>The cells that are verified, at least one.</summary>
    public IReadOnlyList<VerificationTarget> Targets { get; }

    /// <summary>Cells of which nothing was published after the epochs asked for.</summary>
    public IReadOnlyList<PublishedCell> LeftOut { get; }

    /// <summary>The runs.</summary>
    public SweepPlan Sweep { get; }

    /// <summary>Puts a plan together.</summary>
    /// <param name="name">What is verified, for people.</param>
    /// <param name="cells">Cells of one paper, at least one.</param>
    /// <param name="seeds">How many seeds of each: 0 and so on, at the published distance.</param>
    /// <param name="epochs">After how many epochs; null for as many as the table has.</param>
    /// <param name="curve">What was published of a cell on the way, after that many epochs; null if nothing was.</param>
    /// <returns>Null if nothing was published of any of the cells after so many epochs.</returns>
    public static VerificationPlan? Of(string name, IReadOnlyList<PublishedCell> cells, int seeds, int? epochs, Func<PublishedCell, int, PublishedValue?> curve)
    {
        List<VerificationTarget> targets = [];
        List<PublishedCell> leftOut = [];
        foreach (PublishedCell cell in cells)
        {
            int after = epochs ?? cell.Published.Epochs;
            if ((after == cell.Published.Epochs ? cell.Value : curve(cell, after)) is { } value)
                targets.Add(new VerificationTarget(cell, after, value));
            else
                leftOut.Add(cell);
        }

        return targets.Count == 0 ? null : new(name, seeds, epochs, targets, leftOut, SweepOf(name, targets, seeds, epochs));
    }

    private static SweepPlan SweepOf(string name, List<VerificationTarget> targets, int seeds, int? epochs)
    {
        JsonObject sweep = new()
        {
            [SweepFile.NameKey] = name,
            [SweepFile.CasesKey] = new JsonArray([.. targets.Select(static target => target.Cell.Run).Distinct().Select(static run => new JsonObject { [SweepFile.ExperimentKey] = run })]),
            [SweepFile.SeedsKey] = new JsonArray([.. Enumerable.Range(0, seeds).Select(index => JsonValue.Create((ulong)index * (ulong)targets[0].Cell.Published.SeedStep))]),
        };
        if (epochs is { } all)
            sweep[SweepFile.EpochsKey] = all;
        return SweepReader.Read(sweep.ToJsonString(JsonText.Compact), $"soma verify {name}");
    }
}
