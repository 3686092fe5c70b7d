using System.Reflection;
using Soma.Numerics;

namespace Soma.Dynamics.Densities;

/// <summary>A distribution of points in the plane that is easy to draw from and hard to guess: what flows learn. The catalogue finds every class that derives from it: a new density is one file.</summary>
public abstract class Density
{
    /// <summary>Describes the density.</summary>
    /// <param name="name">As written in experiment files.</param>
    /// <param name="summary">One line: where the points lie.</param>
    private protected Density(string name, string summary) => (Name, Summary) = (name, summary);

    /// <summary>As written in experiment files, for example "two-moons".</summary>
    public string Name { get; }

    /// <summary>One line: where the points lie. All but a few of a million lie within ±4 of the middle.</summary>
    public string Summary { get; }

    /// <summary>Draws a point.</summary>
    /// <param name="random">Where chance comes from.</param>
    public abstract (double X, double Y) Draw(RandomStream random);

    /// <summary>Draws points.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="points">Receives x and y of each, one after the other.</param>
    public void Draw(RandomStream random, Span<double> points)
    {
        for (int index = 0; index + 1 < points.Length; index += 2)
            (points[index], points[index + 1]) = Draw(random);
    }
}

/// <summary>The densities of this assembly.</summary>
public static class DensityCatalog
{
    /// <summary>Every density, by name.</summary>
    public static IReadOnlyList<Density> All { get; } =
    [
        .. from type in Assembly.GetExecutingAssembly().GetTypes()
           where type.IsSubclassOf(typeof(Density)) && !type.IsAbstract
           let density = (Density)Activator.CreateInstance(type)!
           orderby density.Name
           select density,
    ];

    /// <summary>A density by name; null if there is none.</summary>
    /// <param name="name">For example "two-moons".</param>
    public static Density? Find(string name) => All.FirstOrDefault(density => density.Name == name);
}
