using System.Numerics;

namespace Soma.Numerics;

/// <summary>Synapses that follow a gradient: each is read and written once, whatever the step is made of.</summary>
public static partial class Primitives
{
    // A piece of the gradient that stays in the nearest cache: whole tiles of inputs, by the outputs of a panel.
    private const int InputsOfAPiece = 20;

    /// <summary>
    /// θ, m, v ← step(g, θ, m, v) with g = scale·Σₘ post(m) pre(m)ᵀ, the sum taken over samples in ascending order with fused multiply-add. The gradient is never written out as a whole.
    /// </summary>
    /// <param name="synapses">θ and its memories, shape (outputs, inputs).</param>
    /// <param name="scale">Factor of the sum.</param>
    /// <param name="post">Postsynaptic signals, shape (samples, outputs).</param>
    /// <param name="pre">Presynaptic signals, shape (samples, inputs).</param>
    /// <param name="samples">How many samples, from row 0.</param>
    /// <param name="inputs">Which inputs' synapses change; the others stay as they are.</param>
    /// <param name="step">The step with its constants.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the step wants more memories than there are.</exception>
    public static void Descend<T, TStep>(MovingSynapses<T> synapses, T scale, Matrix<T> post, Matrix<T> pre, int samples, RowRange inputs, TStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        Shapes.RequireProduct(pre, synapses.Weights, post);
        Shapes.RequireRows(new RowRange(0, samples), Math.Min(post.Rows, pre.Rows), nameof(post));
        Shapes.RequireRows(inputs, synapses.Weights.Inputs, nameof(synapses));
        synapses.RequireMemories(TStep.Memories);
        Dispatch<T, DescentByOuter<T, TStep>>(new(synapses, new(scale), post, pre, samples, inputs, step));
        KeepAlive(pre, synapses.Weights, post);
        KeepMemoriesAlive(synapses);
    }

    /// <summary>θ, m, v ← step(g, θ, m, v) with a gradient that is written out already, padding included.</summary>
    /// <param name="synapses">θ and its memories, shape (outputs, inputs).</param>
    /// <param name="gradient">g, shape (outputs, inputs).</param>
    /// <param name="inputs">Which inputs' synapses change; the others stay as they are.</param>
    /// <param name="step">The step with its constants.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the step wants more memories than there are.</exception>
    public static void Descend<T, TStep>(MovingSynapses<T> synapses, PanelMatrix<T> gradient, RowRange inputs, TStep step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        Shapes.RequireAlike(synapses.Weights, gradient, nameof(gradient));
        Shapes.RequireRows(inputs, synapses.Weights.Inputs, nameof(synapses));
        synapses.RequireMemories(TStep.Memories);
        Dispatch<T, DescentByGradient<T, TStep>>(new(synapses, gradient, inputs, step));
        GC.KeepAlive(gradient);
        GC.KeepAlive(synapses.Weights);
        KeepMemoriesAlive(synapses);
    }

    private static void KeepMemoriesAlive<T>(MovingSynapses<T> synapses)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GC.KeepAlive(synapses.First);
        GC.KeepAlive(synapses.Second);
    }

    private readonly unsafe struct DescentByOuter<T, TStep>(
        MovingSynapses<T> synapses, Replace<T> ending, Matrix<T> post, Matrix<T> pre, int samples, RowRange inputs, TStep step) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = PanelMatrix<T>.PanelWidth, alignment = AlignedBuffer<T>.Alignment / sizeof(T);
            T* memory = stackalloc T[(InputsOfAPiece * width) + alignment];
            T* gradient = (T*)(((nuint)memory + AlignedBuffer<T>.Alignment - 1) / AlignedBuffer<T>.Alignment * AlignedBuffer<T>.Alignment);
            for (int panel = 0; panel < synapses.Weights.Panels; panel++)
            {
                int columns = Math.Min(width, synapses.Weights.Outputs - (panel * width));
                if (columns < width)
                    new Span<T>(gradient, InputsOfAPiece * width).Clear();
                for (int input = inputs.Start; input < inputs.End; input += InputsOfAPiece)
                {
                    int count = Math.Min(InputsOfAPiece, inputs.End - input);
                    nint start = ((nint)panel * synapses.Weights.PanelLength) + ((nint)input * width);
                    Fetch<T, TStep>(synapses, start, count * width);
                    Write<TLanes>(panel, new(input, input + count), columns, gradient);
                    Move<TLanes, T, TStep>(synapses, start, gradient, count * width, step);
                }
            }
        }

        // The rows of this product are inputs, its terms are samples.
        private void Write<TLanes>(int panel, RowRange piece, int columns, T* gradient)
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = PanelMatrix<T>.PanelWidth;
            TileGrid.Columns<TLanes, T, Replace<T>>(
                pre.Pointer + piece.Start, 1, pre.Stride, piece.Count, post.Pointer + (panel * width), post.Stride, samples, gradient, width, columns, ending);
        }
    }

    private readonly unsafe struct DescentByGradient<T, TStep>(MovingSynapses<T> synapses, PanelMatrix<T> gradient, RowRange inputs, TStep step) : IOperation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        public void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>
        {
            int width = PanelMatrix<T>.PanelWidth;
            for (int panel = 0; panel < gradient.Panels; panel++)
            {
                nint start = ((nint)panel * gradient.PanelLength) + ((nint)inputs.Start * width);
                Move<TLanes, T, TStep>(synapses, start, gradient.Pointer + start, inputs.Count * width, step);
            }
        }
    }

    // Synapses and their memories have usually left the nearer caches since the last step; they arrive while the gradient is summed.
    private static unsafe void Fetch<T, TStep>(MovingSynapses<T> synapses, nint start, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        Prefetch.Lines(synapses.Weights.Pointer + start, count);
        if (TStep.Memories > 0)
            Prefetch.Lines(synapses.First!.Pointer + start, count);
        if (TStep.Memories > 1)
            Prefetch.Lines(synapses.Second!.Pointer + start, count);
    }

    // A stretch of whole panel lines, and so of whole registers.
    private static unsafe void Move<TLanes, T, TStep>(MovingSynapses<T> synapses, nint start, T* gradient, int count, TStep step)
        where TLanes : struct, ILanes<TLanes, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, ISynapseStep<T>
    {
        T* weights = synapses.Weights.Pointer + start;
        T* first = TStep.Memories > 0 ? synapses.First!.Pointer + start : null;
        T* second = TStep.Memories > 1 ? synapses.Second!.Pointer + start : null;
        for (int i = 0; i < count; i += TLanes.Width)
        {
            TLanes weight = TLanes.Load(weights + i);
            TLanes m = TStep.Memories > 0 ? TLanes.Load(first + i) : TLanes.Zero;
            TLanes v = TStep.Memories > 1 ? TLanes.Load(second + i) : TLanes.Zero;
            step.Invoke(TLanes.Load(gradient + i), ref weight, ref m, ref v);
            weight.Store(weights + i);
            if (TStep.Memories > 0)
                m.Store(first + i);
            if (TStep.Memories > 1)
                v.Store(second + i);
        }
    }
}
