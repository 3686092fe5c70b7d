using System.Numerics;
using Soma.Data;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>What a teacher tells every layer: how alike the labels of a batch are. The same for all layers, and worked out once per batch.</summary>
internal sealed class KernelizedLabels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KernelMatrix<T> _kernel;
    private readonly DependenceObjective<T> _objective;
    private readonly Matrix<T> _labels;
    private readonly Matrix<T> _centered;
    private readonly Matrix<T> _derivative;
    private readonly bool _centers;

    private KernelizedLabels(KernelFunction<T> kernel, int capacity, int classes, KernelizedBottleneckOptions options)
    {
        _kernel = new KernelMatrix<T>(kernel, capacity, classes);
        _objective = new DependenceObjective<T>(options.Estimator, options.Balance, capacity);
        _labels = new Matrix<T>(capacity, classes);
        _centered = new Matrix<T>(capacity, capacity);
        _derivative = new Matrix<T>(capacity, capacity);
        _centers = options.CenterLabels;
    }

    /// <summary>L.</summary>
    public Matrix<T> Values => _kernel.Values;

    /// <summary>The labels of an activity, made when first asked for.</summary>
    public static KernelizedLabels<T> Of(Activity<T> activity, KernelFunction<T> kernel, KernelizedBottleneckOptions options) => activity.Workspace.Keep(
        "labels", 0, (Kernel: kernel, activity.Capacity, activity.Architecture, Options: options),
        static size => new KernelizedLabels<T>(size.Kernel, size.Capacity, size.Architecture[size.Architecture.OutputLayer], size.Options));

    /// <summary>L of a batch, and L°.</summary>
    public void Compare(Batch<T> batch, ThreadTeam team)
    {
        for (int sample = 0; sample < batch.Count; sample++)
        {
            batch.Targets.Row(sample).CopyTo(_labels.Row(sample));
            if (_centers)
                Centering<T>.Apply(_labels.Row(sample), _labels.Row(sample));
        }

        _kernel.Compare(_labels, batch.Count, new RowRange(0, batch.Count), team);
        _objective.Center(_kernel.Values, batch.Count, _centered, team);
    }

    /// <summary>∂J/∂features of a layer.</summary>
    public void Pull(KernelMatrix<T> kernel, Matrix<T> features, int samples, Matrix<T> gradient, ThreadTeam team)
    {
        RowRange all = new(0, samples);
        kernel.Compare(features, samples, all, team);
        _objective.Derive(kernel.Values, _centered, samples, _derivative, team);
        kernel.Pull(_derivative, samples, all, gradient, team);
    }
}
