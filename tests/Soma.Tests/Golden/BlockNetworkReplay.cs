using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Ten steps of a network of blocks, as the mlp_* and conv_* files of the folder phsic hold them.</summary>
internal sealed class BlockNetworkReplay<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly (string Golden, string Ours)[] _kinds =
    [
        ("weight", "wff"), ("bn_gain", "gain"), ("bn_shift", "shift"), ("proj_weight", "classifier"), ("proj_bias", "classifier-bias"),
        ("backward_weight", "wfb"), ("proj_backward_weight", "classifier-feedback"),
    ];

    private readonly GoldenCase _golden;
    private readonly BlockRules<T> _rules;
    private readonly Architecture _architecture;
    private readonly int _samples;
    private readonly Dictionary<string, double[]> _computed = [];

    public BlockNetworkReplay(GoldenCase golden)
    {
        _golden = golden;
        _rules = new BlockRules<T>(golden);
        _samples = (int)golden.Number("m");
        Channels = [golden.Integer("chan", 1), .. golden.Numbers("conv").Select(static value => (int)value), .. golden.Numbers("fc").Select(static value => (int)value), (int)golden.Number("nc")];
        Pixels = PixelsOf(golden, Channels.Length);
        _architecture = new Architecture([.. Channels.Zip(Pixels, static (channels, pixels) => channels * pixels)]);
    }

    private int[] Channels { get; }

    private int[] Pixels { get; }

    private int P => _architecture.OutputLayer;

    public IReadOnlyDictionary<string, double[]> Run()
    {
        KeepGradients();
        using ThreadTeam team = new(1);
        ILearningRule<T> rule = _rules.Create(keepsGradients: false);
        Synapses<T> synapses = Initial(rule);
        PhaseRecord<T> record = rule.Prepare(_architecture, _samples, team);
        Batch<T> batch = new(_samples, _architecture[0], _architecture[P]);
        List<double> losses = [];
        int steps = (int)_golden.Number("steps");
        for (int step = 0; step < steps; step++)
        {
            Fill(batch, step);
            Assert.False(rule.RunPhases(synapses, batch, record).HasDiverged);
            losses.AddRange(((BlockRule<T>)rule).ObjectivesOf(record));
            losses.Add(new OutputLoss<T>(Loss.CrossEntropy).Value(record[0].Rates[P], batch));
            if (step == 0)
                KeepSignals(rule, record, losses[^1]);
            rule.Update(synapses, record, rateFactor: 1);
            if (step is 0 || step == steps - 1)
                KeepSynapses(string.Create(CultureInfo.InvariantCulture, $"step{step + 1}."), synapses, string.Empty);
        }

        _computed["losses"] = [.. losses];
        return _computed;
    }

    // With momentum and no decay the first velocity is the gradient itself, and a rate of zero leaves everything else alone.
    private void KeepGradients()
    {
        using ThreadTeam team = new(2);
        ILearningRule<T> rule = _rules.Create(keepsGradients: true);
        Synapses<T> synapses = Initial(rule);
        PhaseRecord<T> record = rule.Prepare(_architecture, _samples, team);
        Batch<T> batch = new(_samples, _architecture[0], _architecture[P]);
        Fill(batch, 0);
        rule.RunPhases(synapses, batch, record);
        rule.Update(synapses, record, rateFactor: 0);
        KeepSynapses("step1.grad.", synapses, "-velocity");
    }

    private void Fill(Batch<T> batch, int step)
    {
        batch.Count = _samples;
        batch.Inputs.Import(Tensors.Of<T>(_golden.AtStep("inputs", step, manySteps: true)));
        double[] labels = _golden.AtStep("labels", step, manySteps: true);
        for (int sample = 0; sample < _samples; sample++)
            batch.Labels[sample] = (int)labels[sample];
        batch.WriteTargets();
    }

    private Synapses<T> Initial(ILearningRule<T> rule)
    {
        Assert.Empty(rule.Objections(_architecture));
        Synapses<T> synapses = rule.Grow(_architecture, new RandomStream(1));
        foreach ((string name, int layer, string golden, string ours) in Names())
        {
            // Nothing below the first layer wants its errors.
            if (_golden.Has($"init.{name}.{golden}") && (ours != "wfb" || layer > 1))
                synapses[ours][layer].Import(Tensors.Of<T>(FromGolden(layer, golden, _golden[$"init.{name}.{golden}"], ours, synapses)));
        }

        return synapses;
    }

    private void KeepSynapses(string prefix, Synapses<T> synapses, string memory)
    {
        foreach ((string name, int layer, string golden, string ours) in Names())
        {
            if (synapses.All.Any(pair => pair.Key == Synapses<T>.NameOf($"{ours}{memory}", layer)))
                _computed[$"{prefix}{name}.{golden}"] = ToGolden(layer, golden, Tensors.Of(synapses[$"{ours}{memory}"][layer]), ours, synapses);
        }
    }

    private void KeepSignals(ILearningRule<T> rule, PhaseRecord<T> record, double loss)
    {
        Activity<T> activity = record[0];
        _computed["step1.logits"] = Tensors.Of(activity.Rates[P]);
        _computed["step1.ce"] = [loss];
        for (int layer = 1; layer < P; layer++)
        {
            string index = (layer - 1).ToString(CultureInfo.InvariantCulture);
            _computed[$"step1.out{index}"] = Images.ToPlanes(Tensors.Of(activity.Rates[layer]), Channels[layer], Pixels[layer]);
            LayerSignals<T> values = activity.Signals[activity.Signals.ContainsKey("pooled") && activity.Signals["pooled"].Layers.Contains(layer) && Pooled(layer) ? "pooled" : "fired"];
            _computed[$"step1.act{index}"] = Images.ToPlanes(Tensors.Of(values[layer]), Channels[layer], Pixels[layer]);
            _rules.KeepSignals(rule, record, layer, index, (Channels[layer], Pixels[layer]), _computed);
        }
    }

    private bool Pooled(int layer) => layer <= _golden.Numbers("conv").Length && Flags(_golden, "pool")[layer - 1];

    private IEnumerable<(string Name, int Layer, string Golden, string Ours)> Names()
    {
        for (int layer = 1; layer < P; layer++)
        {
            foreach ((string golden, string ours) in _kinds)
                yield return (string.Create(CultureInfo.InvariantCulture, $"hidden{layer - 1}"), layer, golden, ours);
        }

        yield return ("output", P, "weight", "wff");
        yield return ("output", P, "bias", "bias");
        yield return ("output", P, "backward_weight", "wfb");
    }

    private double[] FromGolden(int layer, string kind, double[] values, string ours, Synapses<T> synapses)
    {
        (int channels, int pixels) = LayoutOf(layer, kind, values.Length, ours, synapses);
        double[] rearranged = Images.ToPixels(values, channels, pixels);
        return kind == "backward_weight" && ours == "wfb" ? Tensors.Transposed(rearranged, Channels[layer], rearranged.Length / Channels[layer])
            : kind == "proj_backward_weight" ? Tensors.Transposed(rearranged, Channels[P], rearranged.Length / Channels[P])
            : rearranged;
    }

    private double[] ToGolden(int layer, string kind, double[] values, string ours, Synapses<T> synapses)
    {
        (int channels, int pixels) = LayoutOf(layer, kind, values.Length, ours, synapses);
        return Images.ToPlanes(values, channels, pixels);
    }

    // How the inputs of a unit are arranged: channels and pixels of its window, of the image below, or of what a classifier sees.
    private (int Channels, int Pixels) LayoutOf(int layer, string kind, int length, string ours, Synapses<T> synapses)
    {
        if (ours is "classifier" or "classifier-feedback")
            return (Channels[layer], length / Channels[P] / Channels[layer]);
        if (kind is not ("weight" or "backward_weight"))
            return (1, length);
        return (Channels[layer - 1], length / Channels[layer] / Channels[layer - 1]);
    }

    private static int[] PixelsOf(GoldenCase golden, int layers)
    {
        int convolutions = golden.Numbers("conv").Length, input = (int)golden.Number("inp");
        int[] pixels = [.. Enumerable.Repeat(1, layers)];
        pixels[0] = input;
        int side = (int)Math.Sqrt(input);
        for (int layer = 1; layer <= convolutions; layer++)
        {
            side = Flags(golden, "pool")[layer - 1] ? side / 2 : side;
            pixels[layer] = side * side;
        }

        return pixels;
    }

    public static bool[] Flags(GoldenCase golden, string key) => JsonSerializer.Deserialize<bool[]>(golden.Text(key))!;
}
