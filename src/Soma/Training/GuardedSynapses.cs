using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>The synapses of a run and the guard's good copy of them in one, as a checkpoint holds them: <c>wff.1</c> beside <c>good.wff.1</c>.</summary>
internal static class GuardedSynapses
{
    /// <summary>What the names of the good copy begin with.</summary>
    public const string Prefix = "good.";

    /// <summary>Synapses of the same names and shapes, all zero.</summary>
    public static Synapses<T> Like<T>(Synapses<T> synapses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Synapses<T> like = new(synapses.Architecture);
        foreach ((string name, PanelMatrix<T> tensor) in synapses.All)
            Add(like, name, new PanelMatrix<T>(tensor.Outputs, tensor.Inputs));
        return like;
    }

    /// <summary>Both in one; the tensors are those given.</summary>
    public static Synapses<T> Join<T>(Synapses<T> synapses, Synapses<T> good)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Synapses<T> both = new(synapses.Architecture);
        foreach ((string name, PanelMatrix<T> tensor) in synapses.All)
            Add(both, name, tensor);
        foreach ((string name, PanelMatrix<T> tensor) in good.All)
            Add(both, Prefix + name, tensor);
        return both;
    }

    /// <summary>What <see cref="Join"/> put together.</summary>
    public static (Synapses<T> Synapses, Synapses<T> Good) Part<T>(Synapses<T> both)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Synapses<T> synapses = new(both.Architecture), good = new(both.Architecture);
        foreach ((string name, PanelMatrix<T> tensor) in both.All)
        {
            bool copied = name.StartsWith(Prefix, StringComparison.Ordinal);
            Add(copied ? good : synapses, copied ? name[Prefix.Length..] : name, tensor);
        }

        return (synapses, good);
    }

    private static void Add<T>(Synapses<T> to, string name, PanelMatrix<T> tensor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dot = name.LastIndexOf('.');
        to.Add(name[..dot], int.Parse(name.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture), tensor);
    }
}
