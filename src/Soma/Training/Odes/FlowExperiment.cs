using Soma.Dynamics.Densities;
using Soma.Numerics;

namespace Soma.Training.Odes;

/// <summary>Learning a density in the plane by a continuous normalizing flow.</summary>
public sealed record FlowExperiment : OdeExperiment
{
    /// <summary>Name of a density in <see cref="DensityCatalog"/>, for example "two-moons".</summary>
    [Option("The density that is to be learned: two-moons, pinwheel, eight-gaussians, checkerboard, rings, …")]
    public required string Density { get; init; }

    /// <summary>How the trace of the Jacobian is found while learning; default by an estimate. Tests and densities always take the exact one.</summary>
    [Option("How the trace of the Jacobian is found while learning: an estimate with noise, or exactly.")]
    public TraceKind Trace { get; init; }

    /// <summary>Points that are never learned from, to test by; default 1000.</summary>
    [Option("Points that are never learned from, to test by.", AtLeast = 1, AtMost = 1_000_000)]
    public int TestSamples { get; init; } = 1000;

    /// <inheritdoc/>
    public override string Subject => Density;

    internal override OdeTask CreateTask(ThreadTeam team) => new FlowTask(this, team);

    internal override IEnumerable<Problem> Objections()
    {
        if (Density is not null && DensityCatalog.Find(Density) is null)
            yield return OdeExperimentReader.UnknownName("density", "density", Density, DensityCatalog.All.Select(static density => density.Name));
    }
}

/// <summary>How the trace of a Jacobian is found.</summary>
public enum TraceKind
{
    /// <summary>By εᵀJε with random signs ε, drawn for each minibatch (Hutchinson): one product, right on the average.</summary>
    Hutchinson,

    /// <summary>By as many products as there are dimensions.</summary>
    Exact,
}
