namespace Soma.Networks.Confinements;

/// <summary>
/// Names a way of keeping rates in a set. The catalogue finds every <see cref="Confinement{T}"/> that carries it: a new one is one file, and no list is
/// edited. The class is generic in the value type; its constructor takes the set, the <see cref="LayerDomain"/>, or both.
/// </summary>
/// <param name="form">As written in experiment files: "projection", "interneurons".</param>
/// <param name="set">The open generic class of the set that this form is made for; null if it serves every set.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConfinementAttribute(string form, Type? set = null) : Attribute
{
    /// <summary>As written in experiment files.</summary>
    public string Form { get; } = form;

    /// <summary>The open generic class of the set that this form is made for; null if it serves every set.</summary>
    public Type? Set { get; } = set;
}
