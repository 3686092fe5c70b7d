namespace Soma.Learning.KernelFunctions;

/// <summary>How the dependence between two kernels is estimated from a batch.</summary>
public enum DependenceEstimator
{
    /// <summary>pHSIC: ⟨A∘B⟩ − ⟨A⟩⟨B⟩, which needs pairs of examples and nothing else ("plausible").</summary>
    Plausible,

    /// <summary>HSIC (Gretton et al., 2005): ⟨A∘B⟩ − 2⟨āᵣb̄ᵣ⟩ + ⟨A⟩⟨B⟩ with row means ā, b̄, which needs triples.</summary>
    Biased,

    /// <summary>pHSIC of a stream: each example is compared with those that came before it, and the means ⟨A⟩, ⟨B⟩ are running ones.</summary>
    Online,
}
