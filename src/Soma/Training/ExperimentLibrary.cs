namespace Soma.Training;

/// <summary>The experiments that come with the library, by name: the files under <c>papers/</c>.</summary>
public static class ExperimentLibrary
{
    /// <summary>Every experiment, in order of name.</summary>
    public static IReadOnlyList<LibraryEntry> All { get; } = [];

    /// <summary>Reads an experiment by name, or from a file.</summary>
    /// <param name="nameOrPath">A name such as "mnist", or the path of a JSON file; a name wins.</param>
    /// <param name="overrides">Changes such as <c>rule.nudge=0.5</c>.</param>
    /// <exception cref="ExperimentException">There is none of that name, or something is wrong with it.</exception>
    public static Experiment Open(string nameOrPath, params IReadOnlyList<string> overrides) => throw new NotSupportedException($"{nameOrPath}{overrides}");
}

/// <summary>An experiment that comes with the library.</summary>
/// <param name="Name">As given to <c>soma train</c>.</param>
/// <param name="Title">One line for people.</param>
/// <param name="Source">Where it was published, and with which result.</param>
/// <param name="Path">Its file in the repository, for example "papers/corinfomax-2023/mnist.json".</param>
/// <param name="Json">The text of the file.</param>
public sealed record LibraryEntry(string Name, string Title, string Source, string Path, string Json);
