namespace Soma.Tests.Dynamics.Solvers;

/// <summary>
/// A rooted tree: Butcher's picture of one condition that a Runge–Kutta method of an order must meet. With the stages' values Φᵢ(t) = Π Σⱼ aᵢⱼΦⱼ(child), the condition is Σ bᵢΦᵢ(t) = 1/γ(t).
/// </summary>
internal sealed record RootedTree(IReadOnlyList<RootedTree> Children)
{
    /// <summary>Nodes.</summary>
    public int Order { get; } = 1 + Children.Sum(static child => child.Order);

    /// <summary>γ: the product of the orders of all subtrees.</summary>
    public double Density { get; } = (1 + Children.Sum(static child => child.Order)) * Children.Aggregate(1.0, static (product, child) => product * child.Density);

    /// <summary>Every tree of so many nodes.</summary>
    public static IReadOnlyList<RootedTree> OfOrder(int order) => [.. Forests(order - 1, order - 1, int.MaxValue).Select(static forest => new RootedTree(forest))];

    /// <summary>Φᵢ.</summary>
    public double[] Values(double[][] a)
    {
        double[] values = [.. a.Select(static _ => 1.0)];
        foreach (double[] inner in Children.Select(child => child.Values(a)))
        {
            for (int i = 0; i < a.Length; i++)
                values[i] *= a[i].Zip(inner, static (coefficient, value) => coefficient * value).Sum();
        }

        return values;
    }

    // Forests of so many nodes, each once: trees come by falling order, and among those of one order by falling index.
    private static IEnumerable<RootedTree[]> Forests(int nodes, int largest, int lastIndex)
    {
        if (nodes == 0)
            yield return [];
        for (int order = Math.Min(nodes, largest); order >= 1; order--)
        {
            IReadOnlyList<RootedTree> trees = OfOrder(order);
            for (int index = order == largest ? Math.Min(lastIndex, trees.Count - 1) : trees.Count - 1; index >= 0; index--)
            {
                foreach (RootedTree[] rest in Forests(nodes - order, order, index))
                    yield return [trees[index], .. rest];
            }
        }
    }
}
