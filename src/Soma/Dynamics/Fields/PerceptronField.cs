using System.Globalization;
using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>
/// A multilayer perceptron as a vector field: every sample of a batch moves by itself, dy/dt = W_L a + b_L, where a are the activities of the last hidden layer, each layer being φ(W a + b) of the one
/// before it. Time may enter the first layer, as t·w_t beside its bias. The state is the batch, sample by sample.
/// </summary>
/// <remarks>
/// Parameters lie layer by layer: W row by row, shape (units, inputs), then b, then, in the first layer if time enters, w_t. A use remembers the activities of the hidden layers. A thread team divides the
/// samples; the bits do not depend on it.
/// </remarks>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class PerceptronField<T> : VectorField<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A matrix product works on five samples at a time.
    private const int SamplesOfATile = 5;

    private const int NarrowRow = 8;

    private readonly PerceptronLayer<T>[] _layers;
    private readonly Activation<T> _activation;
    private readonly ThreadTeam? _team;
    private readonly Matrix<T> _input, _inputErrors, _ones;
    private readonly T[] _biasGradient, _turned, _time = new T[1];

    /// <summary>Makes a field whose parameters are all zero; see <see cref="Grow"/>.</summary>
    /// <param name="samples">Samples of the batch, at least 1.</param>
    /// <param name="width">Values of a sample, at least 1.</param>
    /// <param name="hidden">Units of each hidden layer; none for a linear field.</param>
    /// <param name="activation">φ, the same in all hidden layers.</param>
    /// <param name="feelsTime">Whether time enters the first layer. Default true.</param>
    /// <param name="team">Threads that divide the samples; without one the caller does all. It is not disposed of.</param>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public PerceptronField(int samples, int width, IReadOnlyList<int> hidden, FieldActivation activation = FieldActivation.Tanh, bool feelsTime = true, ThreadTeam? team = null)
        : base(Product(samples, width), ParametersOf(Sizes(width, hidden), feelsTime), samples * hidden.Sum())
    {
        (Samples, Width, _activation, _team) = (samples, width, Activation<T>.Of(activation), team);
        int[] sizes = Sizes(width, hidden);
        _layers = new PerceptronLayer<T>[sizes.Length - 1];
        int start = 0;
        for (int l = 0; l < _layers.Length; l++)
        {
            _layers[l] = new(sizes[l], sizes[l + 1], samples, feelsTime && l == 0, start);
            start = _layers[l].TimePlace.End.Value;
        }

        (_input, _inputErrors, _ones) = (new(samples, width), new(samples, width), new(samples, 1));
        _biasGradient = new T[_layers[0].Outputs];
        _turned = new T[_layers.Where(static layer => layer.Inputs < NarrowRow).Select(static layer => layer.Inputs * layer.Outputs).DefaultIfEmpty().Max()];
        for (int sample = 0; sample < samples; sample++)
            _ones.Row(sample)[0] = T.One;
    }

    /// <summary>Samples of the batch.</summary>
    public int Samples { get; }

    /// <summary>Values of a sample.</summary>
    public int Width { get; }

    private PerceptronLayer<T> Last => _layers[^1];

    /// <summary>Draws all parameters anew, uniform on ±√(1/inputs) of their layer.</summary>
    /// <param name="random">Where chance comes from.</param>
    public void Grow(RandomStream random)
    {
        T[] parameters = new T[ParameterLength];
        foreach (PerceptronLayer<T> layer in _layers)
        {
            double bound = Math.Sqrt(1.0 / layer.Inputs);
            foreach (ref T value in parameters.AsSpan(layer.WeightPlace.Start.Value..layer.TimePlace.End.Value))
                value = T.CreateTruncating(random.NextUniform(-bound, bound));
        }

        SetParameters(parameters);
    }

    /// <inheritdoc/>
    public override void Evaluate(double time, ReadOnlySpan<T> state, Span<T> rate, Span<T> tape)
    {
        Copy(state, _input);
        _layers[0].SetTime(time);
        ForSamples(new Pass(this, Way.Up));
        Copy(Last.Signals, rate);
        if (!tape.IsEmpty)
            Record(tape);
    }

    /// <inheritdoc/>
    public override double Pull(
        double time, ReadOnlySpan<T> state, ReadOnlySpan<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        Copy(state, _input);
        Replay(tape);
        return ComeDown(Way.Down, time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    public override double EvaluateAndPull(
        double time, ReadOnlySpan<T> state, Span<T> tape, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        // The activities are where they are needed, and nothing on the way down needs what the last layer made of them.
        Copy(state, _input);
        _layers[0].SetTime(time);
        return ComeDown(Way.UpToLastAndDown, time, cotangent, stateGradient, parameterGradient);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        foreach (PerceptronLayer<T> layer in _layers)
            layer.SetParameters(Parameters);
    }

    private double ComeDown(Way way, double time, ReadOnlySpan<T> cotangent, Span<T> stateGradient, Span<T> parameterGradient)
    {
        Copy(cotangent, Last.Errors);
        ForSamples(new Pass(this, way));
        Copy(_inputErrors, stateGradient);
        for (int l = 0; l < _layers.Length && !parameterGradient.IsEmpty; l++)
            AddGradient(_layers[l], l == 0 ? _input : _layers[l - 1].Signals, parameterGradient);
        return AddTimeGradient(time, parameterGradient);
    }

    private static int Product(int samples, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return checked(samples * width);
    }

    private static int[] Sizes(int width, IReadOnlyList<int> hidden) => hidden.All(static units => units > 0)
        ? [width, .. hidden, width]
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Hidden layers need units, but they have {string.Join(", ", hidden)}."), nameof(hidden));

    private static int ParametersOf(int[] sizes, bool feelsTime) =>
        sizes.Zip(sizes.Skip(1), static (inputs, outputs) => checked((inputs + 1) * outputs)).Sum() + (feelsTime ? sizes[1] : 0);

    private void ForSamples(Pass pass)
    {
        if (_team is null)
            pass.Invoke(new RowRange(0, Samples));
        else
            _team.For(Samples, SamplesOfATile, pass);
    }

    private void Record(Span<T> tape)
    {
        foreach (PerceptronLayer<T> layer in _layers.AsSpan(0, _layers.Length - 1))
        {
            Copy(layer.Signals, tape[..(Samples * layer.Outputs)]);
            tape = tape[(Samples * layer.Outputs)..];
        }
    }

    private void Replay(ReadOnlySpan<T> tape)
    {
        foreach (PerceptronLayer<T> layer in _layers.AsSpan(0, _layers.Length - 1))
        {
            Copy(tape[..(Samples * layer.Outputs)], layer.Signals);
            tape = tape[(Samples * layer.Outputs)..];
        }
    }

    private void AddGradient(PerceptronLayer<T> layer, Matrix<T> input, Span<T> gradient)
    {
        Primitives.AddOuterToRows(gradient[layer.BiasPlace], T.One, _ones, layer.Errors, Samples);
        if (layer.Inputs < NarrowRow)
            AddTransposed(layer, input, gradient[layer.WeightPlace]);
        else
            Primitives.AddOuterToRows(gradient[layer.WeightPlace], T.One, layer.Errors, input, Samples);
    }

    // Rows shorter than a register would be summed one value at a time: the product is made with its sides exchanged, and then turned. The sums are the same.
    private void AddTransposed(PerceptronLayer<T> layer, Matrix<T> input, Span<T> gradient)
    {
        Span<T> turned = _turned.AsSpan(0, gradient.Length);
        turned.Clear();
        Primitives.AddOuterToRows(turned, T.One, input, layer.Errors, Samples);
        for (int index = 0; index < turned.Length; index++)
        {
            (int from, int to) = Math.DivRem(index, layer.Outputs);
            gradient[(to * layer.Inputs) + from] += turned[index];
        }
    }

    // Time feels what the bias of the first layer feels, Σδ over the samples: w_t by t times as much, and t itself by Σδ·w_t.
    private double AddTimeGradient(double time, Span<T> gradient)
    {
        PerceptronLayer<T> first = _layers[0];
        if (first.TimeWeights is null)
            return 0;
        _biasGradient.AsSpan().Clear();
        Primitives.AddOuterToRows(_biasGradient, T.One, _ones, first.Errors, Samples);
        _time[0] = T.CreateTruncating(time);
        if (!gradient.IsEmpty)
            Primitives.Combine(gradient[first.TimePlace], _time, _biasGradient, gradient[first.TimePlace]);
        return double.CreateTruncating(Primitives.Dot<T>(_biasGradient, first.TimeWeights.Storage[..first.Outputs]));
    }

    private static void Copy(ReadOnlySpan<T> source, Matrix<T> destination)
    {
        if (destination.Stride == destination.Columns)
            source.CopyTo(destination.Storage);
        else
            destination.Import(source);
    }

    private static void Copy(Matrix<T> source, Span<T> destination)
    {
        if (source.Stride == source.Columns)
            source.Storage.CopyTo(destination);
        else
            source.Export(destination);
    }

    private enum Way
    {
        Up,
        Down,
        UpToLastAndDown,
    }

    private readonly struct Pass(PerceptronField<T> field, Way way) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            if (way != Way.Down)
                GoUpToLast(rows);
            if (way == Way.Up)
                GoThroughLast(rows);
            else
                ComeDown(rows);
        }

        private void GoUpToLast(RowRange rows)
        {
            Matrix<T> below = field._input;
            foreach (PerceptronLayer<T> layer in field._layers.AsSpan(0, field._layers.Length - 1))
            {
                field._activation.Up(below, layer.Weights, layer.BiasNow, layer.Signals, rows);
                below = layer.Signals;
            }
        }

        private void GoThroughLast(RowRange rows)
        {
            PerceptronLayer<T> last = field.Last;
            Matrix<T> below = field._layers.Length > 1 ? field._layers[^2].Signals : field._input;
            Primitives.MultiplyThen<T, Sum>(below, last.Weights, last.Signals, rows, default, last.Signals, last.BiasNow, last.Signals);
        }

        private void ComeDown(RowRange rows)
        {
            ReadOnlySpan<PerceptronLayer<T>> layers = field._layers;
            for (int l = layers.Length - 1; l > 0; l--)
                field._activation.Down(layers[l].Errors, layers[l].Transposed, layers[l - 1].Signals, layers[l - 1].Errors, rows);
            Primitives.Multiply(layers[0].Errors, layers[0].Transposed, field._inputErrors, rows);
        }
    }

    private readonly struct Sum : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => product + bias;
    }
}
