using System.Numerics;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>Gradients of a layer of blocks, written out.</summary>
internal static class BlockGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Name = "written-gradient";

    // Threads take inputs in runs of this many: whole tiles, whole cache lines.
    private const int InputsOfAShare = 20;

    /// <summary>Σ error windowᵀ over all pixels of all samples, a few images at a time.</summary>
    public static PanelMatrix<T> OfConvolution(BlockLayer<T> layer, Activity<T> activity, int samples)
    {
        PanelMatrix<T> gradient = activity.Workspace[Name, layer.Layer, layer.Shape.Channels, layer.Shape.Inputs];
        int atATime = layer.Convolution!.ImagesAtATime;
        for (int first = 0; first < samples; first += atATime)
        {
            int rows = Math.Min(atATime, samples - first) * layer.Shape.Pixels;
            activity.Team.For(rows, 1, new Unfolding(layer, activity, first));
            activity.Team.For(gradient.Inputs, InputsOfAShare, new Addition(layer, activity, gradient, first, rows));
        }

        return gradient;
    }

    /// <summary>Writes a gradient out.</summary>
    public static PanelMatrix<T> Write(in Gradient<T> gradient, string kind, int layer, Activity<T> activity)
    {
        PanelMatrix<T> written = activity.Workspace[kind, layer, gradient.Post.Columns, gradient.Pre.Columns];
        activity.Team.For(written.Inputs, InputsOfAShare, new Writing(written, gradient));
        return written;
    }

    /// <summary>−1, 0 or 1 in place of each value.</summary>
    public static void TakeSigns(PanelMatrix<T> gradient) => Primitives.Map<T, Sign>(default, gradient.Storage, gradient.Storage);

    private readonly struct Unfolding(BlockLayer<T> layer, Activity<T> activity, int first) : IRangeBody
    {
        public void Invoke(RowRange rows) => layer.Convolution!.Unfold(activity.Rates[layer.Layer - 1], first, rows, layer.Windows(activity));
    }

    private readonly struct Addition(BlockLayer<T> layer, Activity<T> activity, PanelMatrix<T> gradient, int first, int count) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.AddOuterPiece(
            gradient, first == 0 ? T.Zero : T.One, T.One, layer.Error(activity), layer.Windows(activity), new RowRange(0, count), first * layer.Shape.Pixels, rows);
    }

    private readonly struct Writing(PanelMatrix<T> written, Gradient<T> gradient) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.AddOuter(written, T.Zero, T.CreateChecked(gradient.Scale), gradient.Post, gradient.Pre, gradient.Samples, rows);
    }

    private readonly struct Sign : IFormula1<T>
    {
        public TLanes Invoke<TLanes>(TLanes a)
            where TLanes : struct, ILanes<TLanes, T>
        {
            TLanes one = TLanes.Broadcast(T.One);
            return TLanes.IfPositive(a, one, TLanes.Zero) - TLanes.IfPositive(TLanes.Zero - a, one, TLanes.Zero);
        }
    }
}
