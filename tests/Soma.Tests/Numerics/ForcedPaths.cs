namespace Soma.Tests.Numerics;

/// <summary>Tests that force a path do so for the whole process, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ForcedPaths
{
    public const string Name = "Forced paths";
}
