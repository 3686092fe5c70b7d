using System.Numerics;
using Soma.Data;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>
/// pHSIC of a stream: an example is compared with the N that came before it, which are remembered by their features and labels, and ⟨K⟩ and ⟨L⟩ are running means. Of each pair only the later example feels
/// anything, the earlier one is past. What is remembered lies in the synapses, oldest first.
/// </summary>
/// <remarks>
/// The example r of a minibatch of m has ∂J/∂fᵣ = 2 Σₛ Gᵣₛ ∂k/∂fᵣ with Gᵣₛ = (2(Kᵣₛ − κᵣ) − γ(Lᵣₛ − λᵣ))/(m Nᵣ), s the Nᵣ ≤ N examples before it, those of the same minibatch included. κᵣ = κᵣ₋₁ + (mean of Kᵣₛ − κᵣ₋₁)/Nᵣ, λ likewise.
/// If those were the minibatch itself, with its own means, this would be the gradient of pHSIC to the last term. A minibatch only waits with the change of the weights; with m = 1 nothing waits.
/// </remarks>
internal sealed class KernelizedStream<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Kinds of synapses: remembered features by layer, shape (features, N), and the mean of their similarities.</summary>
    public const string Memory = "memory", Mean = "memory-mean";

    /// <summary>Kinds of synapses of layer 1, for all layers: remembered labels, the mean of their similarities, and how many there are.</summary>
    public const string Labels = "label", LabelMean = "label-mean", Count = "label-count";

    private readonly int _slots;
    private readonly double _balance;
    private readonly bool _centers;
    private readonly KernelMatrix<T> _labelKernel;
    private readonly Matrix<T> _labels;
    private readonly T[] _labelMeans, _means, _ones, _lastMeans;
    private readonly Matrix<T> _derivative;
    private int _remembered;

    private KernelizedStream(KernelFunction<T> kernel, int capacity, Architecture architecture, KernelizedBottleneckOptions options)
    {
        _slots = options.Memory;
        _balance = options.Balance;
        _centers = options.CenterLabels;
        int all = _slots + capacity, classes = architecture[architecture.OutputLayer];
        _labelKernel = new KernelMatrix<T>(kernel, all, classes);
        _labels = new Matrix<T>(all, classes);
        _derivative = new Matrix<T>(all, all);
        _labelMeans = new T[capacity];
        _means = new T[capacity];
        _ones = [.. Enumerable.Repeat(T.One, _slots)];
        _lastMeans = new T[architecture.OutputLayer];
    }

    /// <summary>The stream of an activity, made when first asked for.</summary>
    public static KernelizedStream<T> Of(Activity<T> activity, KernelFunction<T> kernel, KernelizedBottleneckOptions options) => activity.Workspace.Keep(
        "stream", 0, (Kernel: kernel, activity.Capacity, activity.Architecture, Options: options),
        static size => new KernelizedStream<T>(size.Kernel, size.Capacity, size.Architecture, size.Options));

    /// <summary>The features of remembered and present examples, with the kernel that compares them.</summary>
    public static (KernelMatrix<T> Kernel, Matrix<T> Examples, Matrix<T> Gradient) BuffersOf(Activity<T> activity, int layer, KernelFunction<T> kernel, int memory, int width)
    {
        Buffers buffers = activity.Workspace.Keep("stream", layer, (Kernel: kernel, Count: memory + activity.Capacity, Width: width), static size => new Buffers(size.Kernel, size.Count, size.Width));
        return (buffers.Kernel, buffers.Examples, buffers.Gradient);
    }

    /// <summary>Adds an empty memory.</summary>
    public static void Grow(Synapses<T> synapses, IEnumerable<(int Layer, int Width)> layers, int classes, int slots)
    {
        foreach ((int layer, int width) in layers)
        {
            synapses.Add(Memory, layer, new PanelMatrix<T>(width, slots));
            synapses.Add(Mean, layer, new PanelMatrix<T>(1, 1));
        }

        synapses.Add(Labels, 1, new PanelMatrix<T>(classes, slots));
        synapses.Add(LabelMean, 1, new PanelMatrix<T>(1, 1));
        synapses.Add(Count, 1, new PanelMatrix<T>(1, 1));
    }

    /// <summary>Compares the labels of a batch with those before them.</summary>
    public void Compare(Synapses<T> synapses, Batch<T> batch, ThreadTeam team)
    {
        _remembered = RememberedIn(synapses);
        Recall(synapses[Labels][1], _labels);
        for (int sample = 0; sample < batch.Count; sample++)
        {
            Span<T> label = _labels.Row(_remembered + sample);
            batch.Targets.Row(sample).CopyTo(label);
            if (_centers)
                Centering<T>.Apply(label, label);
        }

        _labelKernel.Compare(_labels, _remembered + batch.Count, new RowRange(_remembered, _remembered + batch.Count), team);
        _lastMeans[0] = Average(_labelKernel.Values, batch.Count, synapses[LabelMean][1][0, 0], _labelMeans);
    }

    /// <summary>∂J/∂features of a layer.</summary>
    public void Pull(Synapses<T> synapses, int layer, (KernelMatrix<T> Kernel, Matrix<T> Examples, Matrix<T> Gradient) buffers, Matrix<T> features, int samples, Matrix<T> gradient, ThreadTeam team)
    {
        int all = _remembered + samples;
        RowRange asked = new(_remembered, all);
        Recall(synapses[Memory][layer], buffers.Examples);
        for (int sample = 0; sample < samples; sample++)
            features.Row(sample).CopyTo(buffers.Examples.Row(_remembered + sample));
        buffers.Kernel.Compare(buffers.Examples, all, asked, team);
        _lastMeans[layer] = Average(buffers.Kernel.Values, samples, synapses[Mean][layer][0, 0], _means);
        team.For(samples, 1, new Balancing(this, buffers.Kernel.Values, samples));
        buffers.Kernel.Pull(_derivative, all, asked, buffers.Gradient, team);
        for (int sample = 0; sample < samples; sample++)
            buffers.Gradient.Row(_remembered + sample).CopyTo(gradient.Row(sample));
    }

    /// <summary>Remembers the features of a layer, in place of the oldest.</summary>
    public void Remember(Synapses<T> synapses, int layer, Matrix<T> features, int samples)
    {
        Shift(synapses[Memory][layer], RememberedIn(synapses), features, new RowRange(0, samples));
        synapses[Mean][layer][0, 0] = _lastMeans[layer];
    }

    /// <summary>Remembers the labels; to be called last, for it counts.</summary>
    public void Remember(Synapses<T> synapses, int samples)
    {
        int remembered = RememberedIn(synapses);
        Shift(synapses[Labels][1], remembered, _labels, new RowRange(_remembered, _remembered + samples));
        synapses[LabelMean][1][0, 0] = _lastMeans[0];
        synapses[Count][1][0, 0] = T.CreateChecked(Math.Min(_slots, remembered + samples));
    }

    private int RememberedIn(Synapses<T> synapses) => Math.Clamp(int.CreateSaturating(synapses[Count][1][0, 0]), 0, _slots);

    // Which examples the one of a row is compared with: at most N, and those before it only.
    private RowRange WindowOf(int row) => new(Math.Max(0, row - _slots), row);

    // The running mean as it stands after each example, and at the end.
    private T Average(Matrix<T> similarities, int samples, T mean, Span<T> means)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            RowRange window = WindowOf(_remembered + sample);
            if (window.Count > 0)
            {
                T count = T.CreateChecked(window.Count);
                mean += ((Primitives.Dot<T>(similarities.Row(_remembered + sample)[window.Start..window.End], _ones.AsSpan(0, window.Count)) / count) - mean) / count;
            }

            means[sample] = mean;
        }

        return mean;
    }

    private void Recall(PanelMatrix<T> memory, Matrix<T> examples)
    {
        int width = PanelMatrix<T>.PanelWidth;
        for (int slot = 0; slot < _remembered; slot++)
        {
            Span<T> example = examples.Row(slot);
            for (int panel = 0; panel < memory.Panels; panel++)
            {
                Span<T> part = example[(panel * width)..Math.Min((panel + 1) * width, example.Length)];
                memory.Lines(panel, new RowRange(slot, slot + 1))[..part.Length].CopyTo(part);
            }
        }
    }

    private void Shift(PanelMatrix<T> memory, int remembered, Matrix<T> examples, RowRange present)
    {
        int width = PanelMatrix<T>.PanelWidth, taken = Math.Min(present.Count, _slots), kept = Math.Min(remembered, _slots - taken);
        for (int panel = 0; panel < memory.Panels; panel++)
        {
            memory.Lines(panel, new RowRange(remembered - kept, remembered)).CopyTo(memory.Lines(panel, new RowRange(0, kept)));
            for (int slot = 0; slot < taken; slot++)
            {
                ReadOnlySpan<T> example = examples.Row(present.End - taken + slot);
                example[(panel * width)..Math.Min((panel + 1) * width, example.Length)].CopyTo(memory.Lines(panel, new RowRange(kept + slot, kept + slot + 1)));
            }
        }
    }

    private sealed class Buffers(KernelFunction<T> kernel, int count, int width)
    {
        public KernelMatrix<T> Kernel { get; } = new(kernel, count, width);

        public Matrix<T> Examples { get; } = new(count, width);

        public Matrix<T> Gradient { get; } = new(count, width);
    }

    private readonly struct Balancing(KernelizedStream<T> owner, Matrix<T> similarities, int samples) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int sample = rows.Start; sample < rows.End; sample++)
            {
                int row = owner._remembered + sample;
                RowRange window = owner.WindowOf(row);
                Span<T> derivative = owner._derivative.Row(row);
                derivative.Clear();
                if (window.Count == 0)
                    continue;
                double pairs = (double)samples * window.Count;
                Balance balance = new(owner._means[sample], owner._labelMeans[sample], T.CreateChecked(2 / pairs), T.CreateChecked(-owner._balance / pairs));
                ReadOnlySpan<T> own = similarities.Row(row)[window.Start..window.End], labels = owner._labelKernel.Values.Row(row)[window.Start..window.End];
                Primitives.Map<T, Balance>(balance, own, labels, derivative[window.Start..window.End]);
            }
        }
    }

    private readonly struct Balance(T mean, T labelMean, T own, T labels) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes k, TLanes l)
            where TLanes : struct, ILanes<TLanes, T> =>
            (TLanes.Broadcast(own) * (k - TLanes.Broadcast(mean))) + (TLanes.Broadcast(labels) * (l - TLanes.Broadcast(labelMean)));
    }
}
