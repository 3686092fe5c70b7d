namespace Soma.Networks.Polytopes;

/// <summary>
/// Names a set. The catalogue finds every <see cref="Polytope{T}"/> that carries it: a new set is one file, and no list is edited. The
/// class is generic in the value type and has a constructor without parameters, or one that takes a <see cref="LayerDomain"/> if the set is described by its further entries.
/// </summary>
/// <param name="name">As written in experiment files, for example "unitBox".</param>
/// <param name="summary">One line, with the formula.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PolytopeAttribute(string name, string summary) : Attribute
{
    /// <summary>As written in experiment files.</summary>
    public string Name { get; } = name;

    /// <summary>One line, with the formula.</summary>
    public string Summary { get; } = summary;
}
