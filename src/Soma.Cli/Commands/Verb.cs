using System.CommandLine;

namespace Soma.Cli.Commands;

/// <summary>
/// One verb of the command line, one per file. A class of this kind in the namespace of the verbs is found by itself; adding a
/// verb edits no list.
/// </summary>
internal abstract class Verb : Command
{
    /// <summary>Names the verb.</summary>
    /// <param name="name">One word.</param>
    /// <param name="description">A sentence or two for <c>--help</c>.</param>
    /// <param name="terminal">Where it runs.</param>
    /// <param name="examples">Whole command lines to learn from, at least one.</param>
    protected Verb(string name, string description, Terminal terminal, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Terminal = terminal;
        Examples = examples;
    }

    /// <summary>Whole command lines to learn from.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Where it runs.</summary>
    protected Terminal Terminal { get; }

    /// <summary>The verbs of a namespace, in order of name.</summary>
    /// <typeparam name="TVerb">Any of them.</typeparam>
    /// <param name="terminal">Where they run.</param>
    public static IEnumerable<Verb> InNamespaceOf<TVerb>(Terminal terminal)
        where TVerb : Verb =>
        typeof(Verb).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(TVerb).Namespace && type.IsSubclassOf(typeof(Verb)) && !type.IsAbstract)
            .Select(type => (Verb)Activator.CreateInstance(type, terminal)!)
            .OrderBy(static verb => verb.Name, StringComparer.Ordinal);

    /// <summary>Does the work when the verb is called.</summary>
    /// <param name="work">Gets what was written, and the token that asks to stop.</param>
    protected void Does(Func<ParseResult, CancellationToken, ExitCode> work) =>
        SetAction((parsed, cancellation) => Task.FromResult((int)work(parsed, cancellation)));

    /// <summary>Does work that waits for others when the verb is called.</summary>
    /// <param name="work">Gets what was written, and the token that asks to stop.</param>
    protected void Does(Func<ParseResult, CancellationToken, Task<ExitCode>> work) =>
        SetAction(async (parsed, cancellation) => (int)await work(parsed, cancellation));

    /// <summary>Takes options in the order in which the help lists them.</summary>
    /// <param name="options">The options.</param>
    protected void Takes(params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
            Add(option);
    }
}
