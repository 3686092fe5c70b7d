namespace Soma.Interchange;

/// <summary>Finds the forms of this assembly: every class that implements <see cref="IRunFormat"/>.</summary>
public static class RunFormats
{
    /// <summary>Every form, by name.</summary>
    public static IReadOnlyList<IRunFormat> All { get; } =
    [
        .. from type in typeof(RunFormats).Assembly.GetTypes()
           where type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IRunFormat))
           let format = (IRunFormat)Activator.CreateInstance(type)!
           orderby format.Name
           select format,
    ];

    /// <summary>Looks for a form by name.</summary>
    /// <param name="name">For example "npz".</param>
    /// <returns>The form, or null if there is none of that name.</returns>
    public static IRunFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}
