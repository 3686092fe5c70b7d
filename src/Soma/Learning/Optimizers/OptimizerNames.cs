namespace Soma.Learning.Optimizers;

/// <summary>How what an optimizer remembers is called among the synapses: <c>steps.1</c>, and <c>wff-mean.1</c> for a memory of <c>wff.1</c>.</summary>
internal static class OptimizerNames
{
    /// <summary>The kind that counts steps.</summary>
    public const string Steps = "steps";

    private const char Joint = '-';

    /// <summary>The kind of a memory.</summary>
    /// <param name="kind">What it is a memory of, for example "wff".</param>
    /// <param name="memory">For example "mean".</param>
    public static string Of(string kind, string memory) => $"{kind}{Joint}{memory}";

    /// <summary>Whether a tensor is a memory and no synapses.</summary>
    /// <param name="name">For example "wff-mean.1".</param>
    public static bool IsMemory(string name) => name.Contains(Joint) || name.StartsWith(Steps + ".", StringComparison.Ordinal);
}
