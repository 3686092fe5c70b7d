using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>One layer of a perceptron field: its weights in the forms that the products need, its signals, and where its parameters lie in the flat vector: W (row by row), b, and w_t if time enters.</summary>
internal sealed class PerceptronLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes a layer of zeros.</summary>
    /// <param name="inputs">Units of the layer below.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="samples">Rows of the signals.</param>
    /// <param name="feelsTime">Whether time enters.</param>
    /// <param name="start">Where its parameters begin.</param>
    public PerceptronLayer(int inputs, int outputs, int samples, bool feelsTime, int start)
    {
        (Inputs, Outputs) = (inputs, outputs);
        Weights = new(outputs, inputs);
        Transposed = new(inputs, outputs);
        Bias = new(outputs, 1);
        TimeWeights = feelsTime ? new(outputs, 1) : null;
        BiasNow = feelsTime ? new(outputs, 1) : Bias;
        Signals = new(samples, outputs);
        Errors = new(samples, outputs);
        WeightPlace = start..(start + (inputs * outputs));
        BiasPlace = WeightPlace.End.Value..(WeightPlace.End.Value + outputs);
        TimePlace = BiasPlace.End.Value..(BiasPlace.End.Value + (feelsTime ? outputs : 0));
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public PanelMatrix<T> Weights { get; }

    public PanelMatrix<T> Transposed { get; }

    public PanelMatrix<T> Bias { get; }

    public PanelMatrix<T>? TimeWeights { get; }

    /// <summary>b + t·w_t at the time that was set last.</summary>
    public PanelMatrix<T> BiasNow { get; }

    /// <summary>Activities.</summary>
    public Matrix<T> Signals { get; }

    /// <summary>Derivatives with respect to what arrives at the units.</summary>
    public Matrix<T> Errors { get; }

    public Range WeightPlace { get; }

    public Range BiasPlace { get; }

    public Range TimePlace { get; }

    /// <summary>Takes the layer's share of the parameters.</summary>
    /// <param name="parameters">All parameters of the field.</param>
    public void SetParameters(ReadOnlySpan<T> parameters)
    {
        Weights.Import(parameters[WeightPlace]);
        Primitives.Transpose(Weights, Transposed, new RowRange(0, Outputs));
        Bias.Import(parameters[BiasPlace]);
        TimeWeights?.Import(parameters[TimePlace]);
    }

    /// <summary>The bias of a moment.</summary>
    /// <param name="time">t.</param>
    public void SetTime(double time)
    {
        if (TimeWeights is not null)
            Primitives.Map<T, AtTime>(new(T.CreateTruncating(time)), Bias.Storage, TimeWeights.Storage, BiasNow.Storage);
    }

    private readonly struct AtTime(T time) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes bias, TLanes weight)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(time), weight, bias);
    }
}
