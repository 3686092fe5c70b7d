using Soma.Data;
using Soma.Learning;

namespace Soma.Training;

/// <summary>What an experiment may name.</summary>
/// <param name="Rules">Learning rules.</param>
/// <param name="Datasets">Names of datasets.</param>
internal sealed record KnownNames(IReadOnlyList<RuleInfo> Rules, IReadOnlyList<string> Datasets)
{
    /// <summary>What the catalogues of this assembly hold.</summary>
    public static KnownNames Catalogued { get; } = new(RuleCatalog.All, [.. DatasetCatalog.All.Select(static source => source.Name)]);
}
