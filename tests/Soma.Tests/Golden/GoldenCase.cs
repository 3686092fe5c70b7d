using System.Globalization;
using Soma.Checkpoints;

namespace Soma.Tests.Golden;

/// <summary>One golden file: numbers that the authors' published implementation produced in double precision.</summary>
internal sealed class GoldenCase(string path)
{
    private readonly SafeTensorsFile _file = SafeTensors.Read(path);

    public string Name => Path.GetFileNameWithoutExtension(path);

    public IReadOnlyList<string> Tensors => _file.Names;

    public bool Has(string tensor) => _file.Contains(tensor);

    public IReadOnlyList<int> ShapeOf(string tensor) => _file.ShapeOf(tensor);

    public double[] this[string tensor] => _file.Values<double>(tensor);

    public bool HasText(string key) => _file.Metadata.ContainsKey(key);

    public string Text(string key) => _file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw new KeyNotFoundException($"{path} has no metadata key '{key}'; it has: {string.Join(", ", _file.Metadata.Keys)}.");

    public double Number(string key) => double.Parse(Text(key), CultureInfo.InvariantCulture);

    public int Integer(string key, int otherwise) => _file.Metadata.ContainsKey(key) ? (int)Number(key) : otherwise;

    public bool Flag(string key) => bool.Parse(Text(key));

    // Not parsed as JSON: an entry that is never used may be NaN.
    public double[] Numbers(string key) =>
        [.. Text(key).Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>Row <paramref name="step"/> of a tensor with a leading dimension of steps; the whole tensor of a file with a single step.</summary>
    public double[] AtStep(string tensor, int step, bool manySteps)
    {
        double[] all = this[tensor];
        if (!manySteps)
            return all;
        int length = all.Length / ShapeOf(tensor)[0];
        return all[(step * length)..((step + 1) * length)];
    }
}
