namespace Soma.Dynamics.Adjoints;

/// <summary>
/// Names a way to differentiate solutions. The catalogue finds every <see cref="GradientMode{T}"/> that carries it. The class is generic in the value type and has a constructor that takes
/// <see cref="Solvers.OdeOptions"/>.
/// </summary>
/// <param name="name">As written in options, for example "symplectic-adjoint".</param>
/// <param name="summary">One line: what is kept, and what it costs.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GradientModeAttribute(string name, string summary) : Attribute
{
    /// <summary>As written in options.</summary>
    public string Name { get; } = name;

    /// <summary>One line: what is kept, and what it costs.</summary>
    public string Summary { get; } = summary;

    /// <summary>Whether it gives the gradient of the numerical solution to rounding; false for the continuous adjoint, which approximates that of the true solution. Default true.</summary>
    public bool IsExact { get; init; } = true;
}
