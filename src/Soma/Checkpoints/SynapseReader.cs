using System.Globalization;
using System.Numerics;
using Soma.Data;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Checkpoints;

/// <summary>
/// Makes synapses of the tensors of a file. It knows no rule, so it asks only what holds for every rule: a name of the form kind.layer,
/// and a matrix whose extents are sizes of layers (or 1).
/// </summary>
internal static class SynapseReader
{
    /// <summary>Reads all tensors.</summary>
    /// <param name="file">The file.</param>
    /// <param name="architecture">The layers.</param>
    /// <param name="problems">Receives what does not fit; the result is then not to be used.</param>
    public static Synapses<T> Read<T>(SafeTensorsFile file, Architecture architecture, ProblemList problems)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Synapses<T> synapses = new(architecture);
        if (file.Names.Count == 0)
            problems.Add("It holds no synapses.");
        foreach (string name in file.Names)
        {
            if (Objection<T>(file, name, architecture) is { } objection)
                problems.Add($"The tensor '{name}' {objection}.");
            else
                Add(synapses, file, name, problems);
        }

        return synapses;
    }

    private static string? Objection<T>(SafeTensorsFile file, string name, Architecture architecture)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Split(name) is not { } parts || parts.Layer > architecture.OutputLayer)
            return $"is not named after synapses of a layer from 0 to {architecture.OutputLayer}, such as 'wff.1'";
        if (file.DTypeOf(name) == TensorType.Double && TensorType.NameOf<T>() == TensorType.Single)
            return "was saved in double precision, and single precision would lose digits of it; load it in double precision";

        IReadOnlyList<int> shape = file.ShapeOf(name);
        string text = $"[{string.Join(", ", shape)}]";
        if (shape.Count != 2 || shape.Any(extent => extent != 1 && !architecture.Sizes.Contains(extent)))
            return $"has the shape {text}, which does not fit the layers {architecture}: expected was a matrix between two of them";

        long panels = (shape[0] + (long)PanelMatrix<T>.PanelWidth - 1) / PanelMatrix<T>.PanelWidth;
        return panels * PanelMatrix<T>.PanelWidth * shape[1] > Array.MaxLength ? $"has the shape {text}, which is more than can be held in one piece" : null;
    }

    private static void Add<T>(Synapses<T> synapses, SafeTensorsFile file, string name, ProblemList problems)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = file.Values<T>(name);
        if (!Primitives.AllFinite<T>(values))
        {
            int index = Array.FindIndex(values, static value => !T.IsFinite(value));
            problems.Add($"The tensor '{name}' is corrupt: its value {index} is {values[index].ToString(null, CultureInfo.InvariantCulture)}, but weights are finite.");
            return;
        }

        PanelMatrix<T> tensor = new(file.ShapeOf(name)[0], file.ShapeOf(name)[1]);
        tensor.Import(values);
        (string kind, int layer) = Split(name)!.Value;
        synapses.Add(kind, layer, tensor);
    }

    // "wff.1" is (wff, 1). The number must be written as Synapses writes it, so that no two names mean the same synapses.
    private static (string Kind, int Layer)? Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && int.TryParse(name.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
            && Synapses<float>.NameOf(name[..dot], layer) == name
            ? (name[..dot], layer)
            : null;
    }
}
