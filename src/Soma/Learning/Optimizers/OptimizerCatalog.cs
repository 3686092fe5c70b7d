using System.Numerics;
using System.Reflection;

namespace Soma.Learning.Optimizers;

/// <summary>Finds the optimizers of this assembly by their <see cref="OptimizerAttribute"/>.</summary>
public static class OptimizerCatalog
{
    /// <summary>Every optimizer, by name.</summary>
    public static IReadOnlyList<OptimizerInfo> All { get; } =
    [
        .. from type in typeof(OptimizerCatalog).Assembly.GetTypes()
           let attribute = type.GetCustomAttribute<OptimizerAttribute>()
           where attribute is not null
           orderby attribute.Name
           select new OptimizerInfo(attribute.Name, attribute.Summary, type),
    ];

    /// <summary>What keeps options from being an optimizer's; empty if nothing does.</summary>
    /// <param name="options">The options.</param>
    public static IEnumerable<string> Objections(OptimizerOptions options) => ((ICheckedOptions)options).Wrong.Select(static wrong => wrong.Message);

    /// <summary>Makes an optimizer.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="options">Which, and its constants.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Optimizer<T> Create<T>(OptimizerOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Find(options.Name) is { } info
            ? (Optimizer<T>)Activator.CreateInstance(info.Definition.MakeGenericType(typeof(T)), options)!
            : throw new ArgumentException(string.Join(" ", Objections(options)), nameof(options));

    private static OptimizerInfo? Find(string name) => All.FirstOrDefault(one => one.Name == name);
}

/// <summary>An optimizer of the catalogue.</summary>
/// <param name="Name">As written in experiment files.</param>
/// <param name="Summary">One line, with the formula and its source.</param>
/// <param name="Definition">The open generic class.</param>
public sealed record OptimizerInfo(string Name, string Summary, Type Definition);
