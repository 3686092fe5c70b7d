using System.Numerics;
using System.Reflection;

namespace Soma.Learning;

/// <summary>Finds the learning rules of this assembly by their <see cref="LearningRuleAttribute"/>.</summary>
public static class RuleCatalog
{
    /// <summary>Every rule, by name.</summary>
    public static IReadOnlyList<RuleInfo> All { get; } =
    [
        .. from type in typeof(RuleCatalog).Assembly.GetTypes()
           let attribute = type.GetCustomAttribute<LearningRuleAttribute>()
           where attribute is not null
           orderby attribute.Name
           select new RuleInfo(attribute.Name, attribute.Summary, attribute.Options, type),
    ];

    /// <summary>Looks for a rule by name.</summary>
    /// <param name="name">For example "corinfomax".</param>
    /// <returns>The rule, or null if there is none of that name.</returns>
    public static RuleInfo? Find(string name) => All.FirstOrDefault(rule => rule.Name == name);
}

/// <summary>A rule of the catalogue.</summary>
/// <param name="Name">As written in experiment files.</param>
/// <param name="Summary">One line, with the source.</param>
/// <param name="Options">The record of its options; it has a constructor without parameters that sets the defaults.</param>
/// <param name="Definition">The open generic class.</param>
public sealed record RuleInfo(string Name, string Summary, Type Options, Type Definition)
{
    /// <summary>What the rule asks of a brain, with its default options.</summary>
    public PlausibilityCard Card => Create<float>(DefaultOptions()).Card;

    /// <summary>The options with their default values.</summary>
    public object DefaultOptions() => Activator.CreateInstance(Options)!;

    /// <summary>Makes the rule.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="options">An object of the type <see cref="Options"/>.</param>
    /// <exception cref="ArgumentException">The options are another rule's.</exception>
    public ILearningRule<T> Create<T>(object options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Options.IsInstanceOfType(options))
            throw new ArgumentException($"The rule '{Name}' takes {Options.Name}, but was given {options.GetType().Name}.", nameof(options));
        return (ILearningRule<T>)Activator.CreateInstance(Definition.MakeGenericType(typeof(T)), options)!;
    }
}
