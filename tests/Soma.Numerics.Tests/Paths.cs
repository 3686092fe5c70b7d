namespace Soma.Numerics.Tests;

/// <summary>
/// The tests that force a path: the choice holds for the whole process, so they run one after the other and after all others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Paths
{
    public const string Name = "Paths";

    /// <summary>Runs a check on every path that this processor has.</summary>
    public static void Each(Action<PrimitivePath> check)
    {
        foreach (PrimitivePath path in PrimitivePaths.Supported)
        {
            using (PrimitivePaths.Force(path))
                check(path);
        }
    }
}
