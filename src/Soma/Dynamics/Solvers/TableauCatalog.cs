namespace Soma.Dynamics.Solvers;

/// <summary>The Runge–Kutta methods of this assembly.</summary>
public static class TableauCatalog
{
    /// <summary>Every method: those with fixed steps before those that choose their steps, each kind by order.</summary>
    public static IReadOnlyList<Tableau> All { get; } =
    [
        .. from type in typeof(TableauCatalog).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(Tableau))
           let tableau = (Tableau)Activator.CreateInstance(type)!
           orderby tableau.IsAdaptive, tableau.Order, tableau.Name
           select tableau,
    ];

    /// <summary>A method by name; null if there is none.</summary>
    /// <param name="name">For example "dopri5".</param>
    public static Tableau? Find(string name) => All.FirstOrDefault(tableau => tableau.Name == name);
}
