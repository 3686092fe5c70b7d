namespace Soma.Training.Options;

/// <summary>Option records and JSON, by way of <see cref="Learning.OptionAttribute"/>.</summary>
public static class OptionsBinder
{
    /// <summary>Lists the options of a record, nested ones included.</summary>
    /// <param name="options">The type of an option record, such as a rule's.</param>
    public static IReadOnlyList<OptionDescription> Describe(Type options) => throw new NotSupportedException(options.Name);
}
