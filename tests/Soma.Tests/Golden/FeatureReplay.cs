using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Groups and divisive normalization, as features.safetensors holds them.</summary>
internal sealed class FeatureReplay<T>(GoldenCase golden)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, double[]> _computed = [];

    public IReadOnlyDictionary<string, double[]> Run()
    {
        using JsonDocument configs = JsonDocument.Parse(golden.Text("configs"));
        int number = 0;
        foreach (JsonElement config in configs.RootElement.EnumerateArray())
        {
            foreach (string tensor in (string[])["A", "C"])
                Add(string.Create(CultureInfo.InvariantCulture, $"cfg{number}.{tensor}"), tensor, config);
            number++;
        }

        return _computed;
    }

    private void Add(string name, string tensor, JsonElement config)
    {
        IReadOnlyList<int> shape = golden.ShapeOf(tensor);
        int examples = shape[0], channels = shape[1], pixels = shape.Count > 2 ? shape[2] * shape[3] : 1;
        Matrix<T> activity = new(examples * pixels, channels);
        activity.Import(Tensors.Of<T>(Images.ToPixels(golden[tensor], channels, pixels)));
        Grouping<T> grouping = new(config.GetProperty("groups").GetInt32(), config.GetProperty("delta").GetDouble());
        DivisiveNormalization<T> normalization = new(grouping, config.GetProperty("p").GetDouble());
        Matrix<T> features = new(examples, grouping.Groups);
        T[] scratch = new T[channels + grouping.Groups], variances = new T[grouping.Groups];
        List<double> centered = [];
        for (int example = 0; example < examples; example++)
        {
            RowRange rows = new(example * pixels, (example + 1) * pixels);
            grouping.Center(activity, rows, activity, variances, scratch.AsSpan(0, channels));
            Grouping<T>.Raise(variances, config.GetProperty("q").GetDouble(), features.Row(example));
            normalization.Apply(activity, rows, variances, activity, scratch);
            T[] feature = features.Row(example).ToArray();
            Centering<T>.Apply(feature, feature);
            centered.AddRange(feature.Select(double.CreateChecked));
        }

        _computed[$"{name}.grouped"] = Tensors.Of(features);
        _computed[$"{name}.grouped_centered"] = [.. centered];
        _computed[$"{name}.divnorm"] = Images.ToPlanes(Tensors.Of(activity), channels, pixels);
    }
}
