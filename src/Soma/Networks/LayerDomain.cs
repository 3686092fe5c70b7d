namespace Soma.Networks;

/// <summary>Which set the rates of a layer live in, and how they are kept in it; as written in experiment files.</summary>
public sealed record LayerDomain
{
    /// <summary>The name of a set, for example "unitBox"; <see cref="Confinements.DomainCatalog.Sets"/> lists them.</summary>
    [Option("The set that the layer's rates live in, for example unitBox, nonnegativeL1Ball or canonical.")]
    public string Set { get; init; } = "unitBox";

    /// <summary>How: "projection" for the nearest point of the set in every sweep, "interneurons" for the paper's inhibition that learns to hold them in.</summary>
    [Option("How the rates are kept in it: projection (the nearest point, in every sweep) or interneurons (inhibition that ascends until the constraint holds).")]
    public string Form { get; init; } = "projection";

    /// <summary>
    /// μ: step of the interneurons' ascent per sweep. The published networks take 1e-6 or 1e-5 in hidden layers, which hardly reaches the constraint within a phase, and 0.01 at the
    /// output. A relaxation that stops when it has settled waits for its interneurons as well (<c>settling.awaitInterneurons</c>), so that those of a layer at 1e-6 keep it going to the
    /// limit; a rate near 0.01 settles within some hundred sweeps.
    /// </summary>
    [Option("μ: step of the interneurons' ascent in every sweep.", AtLeast = 0, AtMost = 1000)]
    public double InterneuronRate { get; init; } = 0.01;

    /// <summary>I_s of the canonical polytope: the units, from 0, that may be negative; all others may not.</summary>
    [Option("Canonical polytope: the units, from 0, with rates in [-1, 1]; the others have rates in [0, 1].", AtLeast = 0)]
    public IReadOnlyList<int> SignedUnits { get; init; } = [];

    /// <summary>J₁ … J_L of the canonical polytope: the units, from 0, of each mutually sparse subvector. A unit may be in several.</summary>
    [Option("Canonical polytope: the units, from 0, of each mutually sparse subvector; in each, the magnitudes of the rates sum to at most 1.", AtLeast = 0)]
    public IReadOnlyList<IReadOnlyList<int>> Subvectors { get; init; } = [];
}
