using System.Numerics;
using System.Reflection;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>The ways to differentiate solutions that this assembly knows, found by their <see cref="GradientModeAttribute"/>.</summary>
public static class GradientModeCatalog
{
    /// <summary>Every mode, by name.</summary>
    public static IReadOnlyList<GradientModeInfo> All { get; } =
    [
        .. from type in typeof(GradientModeCatalog).Assembly.GetTypes()
           let attribute = type.GetCustomAttribute<GradientModeAttribute>()
           where attribute is not null
           orderby attribute.Name
           select new GradientModeInfo(attribute.Name, attribute.Summary, attribute.IsExact, type),
    ];

    /// <summary>Makes a mode.</summary>
    /// <param name="name">For example "symplectic-adjoint".</param>
    /// <param name="options">How it solves.</param>
    /// <exception cref="ArgumentException">There is no such mode, or something is wrong with the options.</exception>
    public static GradientMode<T> Create<T>(string name, OdeOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GradientModeInfo? info = All.FirstOrDefault(mode => mode.Name == name);
        if (info is not null)
        {
            (options ?? new OdeOptions()).Require();
            return (GradientMode<T>)Activator.CreateInstance(info.Type.MakeGenericType(typeof(T)), options)!;
        }

        string[] names = [.. All.Select(static mode => mode.Name)];
        throw new ArgumentException($"There is no gradient mode '{name}'; {Suggestion.Way(name, names)}", nameof(name));
    }
}

/// <summary>A way to differentiate solutions.</summary>
/// <param name="Name">As written in options.</param>
/// <param name="Summary">One line: what is kept, and what it costs.</param>
/// <param name="IsExact">Whether it gives the gradient of the numerical solution to rounding.</param>
/// <param name="Type">The class, generic in the value type.</param>
public sealed record GradientModeInfo(string Name, string Summary, bool IsExact, Type Type);
