using System.Text.Json.Nodes;

namespace Soma.Sweeps;

/// <summary>Something that a sweep varies: every setting takes one choice of each axis.</summary>
/// <param name="Choices">At least one.</param>
internal sealed record SweepAxis(IReadOnlyList<SweepChoice> Choices);

/// <summary>Keys of an experiment with the values that they get.</summary>
/// <param name="Path">Where it stands in the sweep file, for example "grid" or "cases[2]".</param>
/// <param name="Changes">Keys as <c>--set</c> takes them, with their values.</param>
internal sealed record SweepChoice(string Path, IReadOnlyList<KeyValuePair<string, JsonNode?>> Changes)
{
    /// <summary>The experiment that it takes in place of the sweep's; null to keep that.</summary>
    public string? Experiment { get; init; }

    /// <summary>What people call it; null to call it by its changes.</summary>
    public string? Name { get; init; }
}
