using System.Numerics;
using System.Reflection;
using Soma.Networks.Polytopes;

namespace Soma.Networks.Confinements;

/// <summary>Finds the sets of this assembly, and the ways of keeping rates in them, by <see cref="PolytopeAttribute"/> and <see cref="ConfinementAttribute"/>.</summary>
public static class DomainCatalog
{
    /// <summary>Every set, by name.</summary>
    public static IReadOnlyList<SetInfo> Sets { get; } =
    [
        .. from type in typeof(DomainCatalog).Assembly.GetTypes()
           let attribute = type.GetCustomAttribute<PolytopeAttribute>()
           where attribute is not null
           orderby attribute.Name
           select new SetInfo(attribute.Name, attribute.Summary, type),
    ];

    /// <summary>Every way of keeping rates in a set, by form; those made for one set only stand beside their set.</summary>
    public static IReadOnlyList<FormInfo> Forms { get; } =
    [
        .. from type in typeof(DomainCatalog).Assembly.GetTypes()
           let attribute = type.GetCustomAttribute<ConfinementAttribute>()
           where attribute is not null
           orderby attribute.Form, attribute.Set?.Name
           select new FormInfo(attribute.Form, Sets.SingleOrDefault(set => set.Definition == attribute.Set), type),
    ];

    /// <summary>What keeps a layer from having a domain; empty if nothing does.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="units">How many units the layer has.</param>
    public static IEnumerable<string> Objections(LayerDomain domain, int units)
    {
        SetInfo? set = FindSet(domain.Set);
        if (set is null)
            yield return $"there is no set '{domain.Set}'; {Suggestion.Way(domain.Set, [.. Sets.Select(static known => known.Name)])}";
        if (Forms.All(form => form.Name != domain.Form))
            yield return $"there is no form '{domain.Form}'; {Suggestion.Way(domain.Form, [.. Forms.Select(static form => form.Name).Distinct()])}";
        else if (set is not null && FindForm(domain.Form, set) is null)
            yield return $"the set '{set.Name}' has no form '{domain.Form}', which is made for {SetsWith(domain.Form)}; take '{FormsOf(set)}'.";
        if (set is null)
            yield break;
        if (!set.IsDescribed && (domain.SignedUnits.Count > 0 || domain.Subvectors.Count > 0))
            yield return $"the set '{set.Name}' has neither signed units nor subvectors; the set that has them is 'canonical'.";

        // The same for every value type.
        foreach (string objection in set.Create<double>(domain).Objections(units))
            yield return objection;
    }

    /// <summary>Makes what keeps a layer in its set.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="domain">The domain.</param>
    /// <returns>The confinement, or null if the set or the form is unknown; <see cref="Objections"/> says why.</returns>
    public static Confinement<T>? Find<T>(LayerDomain domain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        FindSet(domain.Set) is { } set && FindForm(domain.Form, set) is { } form ? form.Create(set.Create<T>(domain), domain) : null;

    /// <summary>Closes an open generic class with the value type and makes an object of it, by the constructor that takes the most of what is offered.</summary>
    internal static object Make<T>(Type definition, params object[] offered)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Type type = definition.MakeGenericType(typeof(T));
        ConstructorInfo constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters().All(parameter => offered.Any(parameter.ParameterType.IsInstanceOfType)))
            .MaxBy(static candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{definition.Name} needs a public constructor that takes no more than {string.Join(", ", offered.Select(static one => one.GetType().Name))}.");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => offered.First(parameter.ParameterType.IsInstanceOfType))]);
    }

    private static SetInfo? FindSet(string name) => Sets.FirstOrDefault(set => set.Name == name);

    private static FormInfo? FindForm(string name, SetInfo set) => Forms.FirstOrDefault(form => form.Name == name && (form.Set is null || form.Set == set));

    private static string SetsWith(string form) => string.Join(", ", Forms.Where(known => known.Name == form).Select(static known => known.Set!.Name));

    private static string FormsOf(SetInfo set) => string.Join("' or '", Forms.Where(form => form.Set is null || form.Set == set).Select(static form => form.Name));
}

/// <summary>A set of the catalogue.</summary>
/// <param name="Name">As written in experiment files.</param>
/// <param name="Summary">One line, with the formula.</param>
/// <param name="Definition">The open generic class.</param>
public sealed record SetInfo(string Name, string Summary, Type Definition)
{
    /// <summary>Whether the name alone does not say which set it is.</summary>
    public bool IsDescribed => Definition.GetConstructor([typeof(LayerDomain)]) is not null;

    /// <summary>Makes the set.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="domain">Describes it, if it needs that.</param>
    public Polytope<T> Create<T>(LayerDomain domain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (Polytope<T>)DomainCatalog.Make<T>(Definition, domain);
}

/// <summary>A way of keeping rates in a set.</summary>
/// <param name="Name">As written in experiment files.</param>
/// <param name="Set">The set that it is made for; null if it serves every set.</param>
/// <param name="Definition">The open generic class.</param>
public sealed record FormInfo(string Name, SetInfo? Set, Type Definition)
{
    /// <summary>Makes the confinement.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="set">The set.</param>
    /// <param name="domain">Its further entries.</param>
    public Confinement<T> Create<T>(Polytope<T> set, LayerDomain domain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => (Confinement<T>)DomainCatalog.Make<T>(Definition, set, domain);
}
