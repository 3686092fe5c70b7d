using Soma.Data;
using Soma.Learning;

namespace Soma.Training;

/// <summary>What an experiment may name.</summary>
/// <param name="Rules">Learning rules.</param>
/// <param name="Datasets">Names of datasets.</param>
/// <param name="DataFormats">What data of one's own begins with, before its colon.</param>
internal sealed record KnownNames(IReadOnlyList<RuleInfo> Rules, IReadOnlyList<string> Datasets, IReadOnlyList<string> DataFormats)
{
    /// <summary>What the catalogues of this assembly hold.</summary>
    public static KnownNames Catalogued { get; } = new(RuleCatalog.All, [.. DatasetCatalog.All.Select(static source => source.Name)], DataName.FormatNames);
}
