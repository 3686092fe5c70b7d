using System.Numerics;
using Soma.Learning;

namespace Soma.Training;

/// <summary>A learning rule with its options.</summary>
/// <param name="Info">Which rule.</param>
/// <param name="Options">An object of the type <see cref="RuleInfo.Options"/>.</param>
public sealed record RuleChoice(RuleInfo Info, object Options)
{
    /// <summary>As written in experiment files, for example "corinfomax".</summary>
    public string Name => Info.Name;

    /// <summary>Makes the rule.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    public ILearningRule<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Info.Create<T>(Options);
}
