namespace Soma.Learning;

/// <summary>
/// Names a learning rule. The catalogue finds every class that carries it: a new rule is one file, and no list is edited.
/// The class is generic in the value type, implements <see cref="ILearningRule{T}"/>, and has a constructor that takes its options.
/// </summary>
/// <param name="name">As written in experiment files and on the command line.</param>
/// <param name="options">The record of its options; every property carries <see cref="OptionAttribute"/>.</param>
/// <param name="summary">One line for <c>soma rules</c>, with the source.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LearningRuleAttribute(string name, Type options, string summary) : Attribute
{
    /// <summary>As written in experiment files and on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>The record of its options.</summary>
    public Type Options { get; } = options;

    /// <summary>One line for <c>soma rules</c>, with the source.</summary>
    public string Summary { get; } = summary;
}
