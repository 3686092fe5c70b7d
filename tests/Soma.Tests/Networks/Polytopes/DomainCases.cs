using Soma.Networks;
using Soma.Networks.Confinements;

namespace Soma.Tests.Networks.Polytopes;

/// <summary>Layers on every set that the catalogue finds, and on canonical polytopes of every shape that may trouble a projection.</summary>
internal static class DomainCases
{
    public static IReadOnlyDictionary<string, DomainCase> All { get; } = Cases().ToDictionary(static one => one.Name);

    public static TheoryData<string> Names() => [.. All.Keys];

    /// <summary>A canonical polytope on twelve units.</summary>
    public static LayerDomain Canonical(IReadOnlyList<int> signedUnits, params IReadOnlyList<IReadOnlyList<int>> subvectors) =>
        new() { Set = "canonical", SignedUnits = signedUnits, Subvectors = subvectors };

    private static IEnumerable<DomainCase> Cases()
    {
        foreach (string set in DomainCatalog.Sets.Select(static set => set.Name))
        {
            foreach (int units in (int[])[1, 2, 12, 17, 67])
                yield return new($"{set} {units}", units, new LayerDomain { Set = set });
        }

        const int Units = 12;
        yield return new("canonical signed", Units, Canonical([0, 2, 4, 11]));
        yield return new("canonical disjoint", Units, Canonical([1, 5, 6, 7], [0, 1, 2, 3], [5, 7, 9]));
        yield return new("canonical sharing", Units, Canonical([3, 4, 5, 6], [0, 1, 2, 3, 4], [3, 4, 5, 6, 7]));
        yield return new("canonical nested", Units, Canonical([0, 1, 2], [0, 1, 2, 3, 4, 5, 6], [1, 2, 3], [2]));
        yield return new("canonical twice the same", Units, Canonical([8], [4, 5, 8, 10], [10, 8, 5, 4]));
        yield return new("canonical chain", Units, Canonical([0, 3, 6, 9], [0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7]));
        yield return new("canonical star", Units, Canonical([0], [0, 1, 2], [0, 3, 4], [0, 5, 6], [0, 7, 8]));
        yield return new("canonical whole", Units, Canonical([2, 3], [.. Enumerable.Range(0, Units)]));
    }
}

internal sealed record DomainCase(string Name, int Units, LayerDomain Domain)
{
    public override string ToString() => Name;
}
