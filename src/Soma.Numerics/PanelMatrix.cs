using System.Numerics;

namespace Soma.Numerics;

/// <summary>
/// Synaptic weights of shape (outputs, inputs), stored so that a vector runs along the <em>outputs</em>: panels of
/// <see cref="PanelWidth"/> outputs, in each panel one line of outputs per input. A product then streams memory in order
/// and accumulates every output over the inputs in one fixed order, whatever the vector width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed unsafe class PanelMatrix<T> : Tensor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _buffer;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="outputs">Postsynaptic units, at least 1.</param>
    /// <param name="inputs">Presynaptic units, at least 1.</param>
    public PanelMatrix(int outputs, int inputs)
        : base(outputs, inputs)
    {
        Outputs = outputs;
        Inputs = inputs;
        Panels = (outputs + PanelWidth - 1) / PanelWidth;
        _buffer = new AlignedBuffer<T>(checked(Panels * PanelLength));
    }

    /// <summary>Outputs in a panel: two 512-bit vectors, on every path.</summary>
    public static int PanelWidth => 2 * AlignedBuffer<T>.Alignment / sizeof(T);

    /// <summary>Postsynaptic units.</summary>
    public int Outputs { get; }

    /// <summary>Presynaptic units.</summary>
    public int Inputs { get; }

    /// <inheritdoc/>
    public override Span<T> Storage => _buffer.Span;

    /// <summary>How many panels the outputs fill.</summary>
    public int Panels { get; }

    internal int PanelLength => Inputs * PanelWidth;

    internal T* Pointer => _buffer.Pointer;

    /// <summary>The weight from <paramref name="input"/> to <paramref name="output"/>.</summary>
    /// <param name="output">Postsynaptic unit from 0.</param>
    /// <param name="input">Presynaptic unit from 0.</param>
    public ref T this[int output, int input]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)Outputs, nameof(output));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)input, (uint)Inputs, nameof(input));
            (int panel, int lane) = Math.DivRem(output, PanelWidth);
            return ref _buffer.Span[(panel * PanelLength) + (input * PanelWidth) + lane];
        }
    }

    /// <summary>The weights from some inputs to the outputs of one panel, padding included, for elementwise work by shares.</summary>
    /// <param name="panel">From 0.</param>
    /// <param name="inputs">Which inputs.</param>
    public Span<T> Lines(int panel, RowRange inputs) => _buffer.Span.Slice((panel * PanelLength) + (inputs.Start * PanelWidth), inputs.Count * PanelWidth);

    /// <inheritdoc/>
    public override void Export(Span<T> destination)
    {
        RequireLength(destination.Length);
        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                destination[(output * Inputs) + input] = this[output, input];
        }
    }

    /// <inheritdoc/>
    public override void Import(ReadOnlySpan<T> source)
    {
        RequireLength(source.Length);
        for (int output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                this[output, input] = source[(output * Inputs) + input];
        }
    }
}
