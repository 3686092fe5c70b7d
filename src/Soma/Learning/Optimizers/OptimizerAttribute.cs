namespace Soma.Learning.Optimizers;

/// <summary>
/// Names an optimizer. The catalogue finds every class that carries it: a new optimizer is one file. The class is generic in the value type, derives from
/// <see cref="Optimizer{T}"/> and has a constructor that takes <see cref="OptimizerOptions"/>.
/// </summary>
/// <param name="name">As written in experiment files.</param>
/// <param name="summary">One line, with the formula and its source.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptimizerAttribute(string name, string summary) : Attribute
{
    /// <summary>As written in experiment files.</summary>
    public string Name { get; } = name;

    /// <summary>One line, with the formula and its source.</summary>
    public string Summary { get; } = summary;
}
