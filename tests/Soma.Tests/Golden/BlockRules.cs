using System.Numerics;
using System.Text.Json;
using Soma.Learning;
using Soma.Learning.KernelFunctions;
using Soma.Learning.Optimizers;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>The rule that a golden file of the folder phsic was made with, and what it says of its signals.</summary>
internal sealed class BlockRules<T>(GoldenCase golden)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly OptimizerOptions _keepsGradients = new() { Name = "sgd", Momentum = 0.5 };

    public ILearningRule<T> Create(bool keepsGradients) => golden.Text("rule") switch
    {
        "phsic" => new KernelizedBottleneck<T>(Bottleneck(keepsGradients)),
        "backprop" => new BlockBackpropagation<T>(With(new BlockBackpropagationOptions { DivisiveNormalization = golden.Flag("divnorm") }, keepsGradients)),
        "fa" => new BlockFeedbackAlignment<T>(With(new BlockFeedbackAlignmentOptions { DivisiveNormalization = golden.Flag("divnorm") }, keepsGradients)),
        "sign" or "sign+manhattan" => new BlockFeedbackAlignment<T>(With(
            new BlockFeedbackAlignmentOptions
            {
                Feedback = BlockFeedbackPath.Sign,
                Manhattan = golden.Text("rule") == "sign+manhattan" && !keepsGradients,
                DivisiveNormalization = golden.Flag("divnorm"),
            },
            keepsGradients)),
        "local-ce" or "local-ce-fa" => new LayerClassification<T>(WithLocal(
            new LayerClassificationOptions
            {
                FixedFeedback = golden.Text("rule") == "local-ce-fa",
                ClassifierInputs = (int)golden.Number("proj"),
                DivisiveNormalization = golden.Flag("divnorm"),
            },
            keepsGradients)),
        string other => throw new InvalidDataException($"{golden.Name}: the rule '{other}' is unknown."),
    };

    public void KeepSignals(ILearningRule<T> rule, PhaseRecord<T> record, int layer, string index, (int Channels, int Pixels) shape, Dictionary<string, double[]> computed)
    {
        if (rule is not KernelizedBottleneck<T> bottleneck)
            return;
        Activity<T> activity = record[0];
        computed["step1.label_kernel"] = Tensors.Of(bottleneck.LabelSimilaritiesOf(record));
        computed[$"step1.K{index}"] = Tensors.Of(bottleneck.SimilaritiesOf(record, layer));
        bool grouped = golden.Flag("group");
        computed[$"step1.feat{index}"] = Unflattened(Tensors.Of(activity.Signals[KernelizedBottleneck<T>.Features][layer]), grouped, shape);
        computed[$"step1.dfeat{index}"] = Unflattened(Tensors.Of(activity.Signals[KernelizedBottleneck<T>.FeatureGradient][layer]), grouped, shape);
        computed[$"step1.dact{index}"] = ActivityGradient(activity, layer, shape);
    }

    // ∂J/∂z = θ (2q/n) v^(q−1) (z − μ), in plain loops.
    private double[] ActivityGradient(Activity<T> activity, int layer, (int Channels, int Pixels) shape)
    {
        Matrix<T> third = activity.Signals[KernelizedBottleneck<T>.ThirdFactor][layer];
        if (!golden.Flag("group"))
            return Unflattened(Tensors.Of(third), grouped: false, shape);
        double q = golden.Number("q");
        int groups = (int)golden.Number("groups"), size = shape.Channels / groups, units = size * shape.Pixels;
        Matrix<T> centered = activity.Signals[BlockSignals.Centered][layer], variances = activity.Signals[BlockSignals.Variances][layer];
        List<double> gradient = [];
        for (int sample = 0; sample < third.Rows; sample++)
        {
            for (int pixel = 0; pixel < shape.Pixels; pixel++)
            {
                for (int channel = 0; channel < shape.Channels; channel++)
                {
                    double v = double.CreateChecked(variances.Row(sample)[channel / size]), theta = double.CreateChecked(third.Row(sample)[channel / size]);
                    gradient.Add(theta * 2 * q / units * Math.Pow(v, q - 1) * double.CreateChecked(centered.Row((sample * shape.Pixels) + pixel)[channel]));
                }
            }
        }

        return Images.ToPlanes([.. gradient], shape.Channels, shape.Pixels);
    }

    private static double[] Unflattened(double[] values, bool grouped, (int Channels, int Pixels) shape) =>
        grouped ? values : Images.ToPlanes(values, shape.Channels, shape.Pixels);

    private KernelizedBottleneckOptions Bottleneck(bool keepsGradients) => WithLocal(
        new KernelizedBottleneckOptions
        {
            Kernel = KernelOf("kernel"),
            Sigma = golden.Number("sigma"),
            LabelKernel = KernelOf("ykernel"),
            LabelSigma = golden.Number("ysigma"),
            CenterLabels = golden.Flag("center_labels"),
            Estimator = golden.Text("estimator") == "biased" ? DependenceEstimator.Biased : DependenceEstimator.Plausible,
            Balance = golden.Number("gamma"),
            Grouping = golden.Flag("group"),
            FeatureExponent = golden.Number("q"),
            CenterFeatures = golden.Flag("center_z"),
            DivisiveNormalization = golden.Flag("divnorm"),
        },
        keepsGradients);

    private TOptions With<TOptions>(TOptions options, bool keepsGradients)
        where TOptions : BlockOptions => (TOptions)(options with
        {
            Convolutions = Convolutions(),
            InputChannels = golden.Integer("chan", 1),
            Nonlinearity = Phi(),
            Slope = golden.Number("slope"),
            BatchNormalization = golden.Flag("batch_norm"),
            Groups = (int)golden.Number("groups"),
            Smoothing = golden.Number("delta"),
            NormalizationExponent = golden.Number("p"),
            Rate = RateOf("opt_final"),
            Optimizer = keepsGradients ? _keepsGradients : OptimizerOf("opt_final"),
        });

    // A rate of zero would spare the hidden layers the work, and the file holds what they would have learned.
    private TOptions WithLocal<TOptions>(TOptions options, bool keepsGradients)
        where TOptions : LocalBlockOptions => (TOptions)(With(options, keepsGradients) with
        {
            LocalRate = keepsGradients ? 1 : Math.Max(RateOf("opt_local"), double.Epsilon),
            LocalOptimizer = keepsGradients ? _keepsGradients : OptimizerOf("opt_local"),
        });

    private ConvolutionOptions[] Convolutions() =>
        [.. golden.Numbers("conv").Zip(BlockNetworkReplay<T>.Flags(golden, "pool"), static (channels, pools) => new ConvolutionOptions { Channels = (int)channels, Pool = pools })];

    private Nonlinearity Phi() => golden.Text("nonlin") switch
    {
        "lrelu" => Nonlinearity.LeakyRelu,
        "relu" => Nonlinearity.Relu,
        "selu" => Nonlinearity.Selu,
        string other => throw new InvalidDataException($"{golden.Name}: the nonlinearity '{other}' is unknown."),
    };

    private KernelKind KernelOf(string key) => golden.Text(key) switch
    {
        "cossim" => KernelKind.Cosine,
        "gaussian" => KernelKind.Gaussian,
        "lin" or "linear" => KernelKind.Linear,
        string other => throw new InvalidDataException($"{golden.Name}: the kernel '{other}' is unknown."),
    };

    private double RateOf(string key) => Entries(key)[1].GetDouble();

    private OptimizerOptions OptimizerOf(string key)
    {
        JsonElement[] entries = Entries(key);
        return entries[0].GetString() == "SGD"
            ? new() { Name = "sgd", Momentum = entries[2].GetDouble(), Decay = entries[3].GetDouble() }
            : new() { Name = "adamw", Decay = entries[3].GetDouble() };
    }

    private JsonElement[] Entries(string key) => JsonSerializer.Deserialize<JsonElement[]>(golden.Text(key))!;
}
