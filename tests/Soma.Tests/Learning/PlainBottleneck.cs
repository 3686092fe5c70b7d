using Soma.Learning.KernelFunctions;
using Soma.Learning.Rules;

namespace Soma.Tests.Learning;

/// <summary>J of one layer, straight from its definition, in numbers that carry a derivative: nothing here knows of three factors.</summary>
internal static class PlainBottleneck
{
    /// <summary>∂J/∂Wᵢⱼ for every weight, one after the other.</summary>
    public static double[] Gradient(KernelizedBottleneckOptions options, double[] weights, double[][] inputs, double[][] targets, int groups)
    {
        double[] gradient = new double[weights.Length];
        for (int weight = 0; weight < weights.Length; weight++)
        {
            Dual[] seeded = [.. weights.Select((value, index) => new Dual(value, index == weight ? 1 : 0))];
            gradient[weight] = Objective(options, seeded, inputs, targets, groups).Slope;
        }

        return gradient;
    }

    private static Dual Objective(KernelizedBottleneckOptions options, Dual[] weights, double[][] inputs, double[][] targets, int groups)
    {
        Dual[][] features = [.. inputs.Select(input => Features(options, Activity(options, weights, input), groups))];
        Dual[][] labels = [.. targets.Select(target => options.CenterLabels ? Centered([.. target.Select(static value => new Dual(value))]) : [.. target.Select(static value => new Dual(value))])];
        Dual[][] k = Kernel(options.Kernel, options.Sigma, features), l = Kernel(options.LabelKernel, options.LabelSigma, labels);
        return Dependence(options.Estimator, k, k) - (options.Balance * Dependence(options.Estimator, l, k));
    }

    private static Dual[] Activity(KernelizedBottleneckOptions options, Dual[] weights, double[] input)
    {
        Dual[] drives = [.. weights.Chunk(input.Length).Select(row => Dual.Sum(row.Select((weight, index) => weight * input[index])))];
        return [.. drives.Select(drive => drive.Value > 0 ? drive : drive * options.Slope)];
    }

    private static Dual[] Features(KernelizedBottleneckOptions options, Dual[] activity, int groups)
    {
        Dual[] features = options.Grouping
            ? [.. activity.Chunk(activity.Length / groups).Select(group => Dual.Power((options.Smoothing + Dual.Sum(Centered(group).Select(static value => value * value))) / group.Length, options.FeatureExponent))]
            : activity;
        return options.CenterFeatures ? Centered(features) : features;
    }

    private static Dual[] Centered(Dual[] values)
    {
        Dual mean = Dual.Mean(values);
        return [.. values.Select(value => value - mean)];
    }

    private static Dual[][] Kernel(KernelKind kind, double sigma, Dual[][] examples) => [.. examples.Select(a => examples.Select(b => Similarity(kind, sigma, a, b)).ToArray())];

    private static Dual Similarity(KernelKind kind, double sigma, Dual[] a, Dual[] b) => kind switch
    {
        KernelKind.Linear => Product(a, b),
        KernelKind.Cosine => Product(a, b) / Dual.Power(Product(a, a) * Product(b, b), 0.5),
        _ => Dual.Exp(Dual.Sum(a.Zip(b, static (x, y) => (x - y) * (x - y))) * (-0.5 / (sigma * sigma))),
    };

    private static Dual Product(Dual[] a, Dual[] b) => Dual.Sum(a.Zip(b, static (x, y) => x * y));

    private static Dual Dependence(DependenceEstimator estimator, Dual[][] a, Dual[][] b)
    {
        Dual[] products = [.. a.SelectMany((row, r) => row.Select((value, s) => value * b[r][s]))];
        Dual means = Dual.Mean([.. a.SelectMany(static row => row)]) * Dual.Mean([.. b.SelectMany(static row => row)]);
        if (estimator == DependenceEstimator.Plausible)
            return Dual.Mean(products) - means;
        Dual[] rows = [.. a.Select((row, r) => Dual.Mean(row) * Dual.Mean(b[r]))];
        return Dual.Mean(products) - (2 * Dual.Mean(rows)) + means;
    }
}
