using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Fields;

/// <summary>
/// A perceptron z_L = W_L a_{L−1} + b_L that is differentiated twice. Beside the activities a of each row it carries tangents ȧ = (∂a/∂a₀) v, the changes that a change v of the input brings; and it takes back
/// cotangents of both, so that any number made of z_L and of the Jacobian's products ż_L = J v has its gradient. Going up: ż = W ȧ, ȧ = φ′ ⊙ ż. Coming down, with z̄ and ẑ for the derivatives with respect to z and ż:
/// ẑ ← φ′ ⊙ Wᵀẑ and z̄ ← φ′ ⊙ Wᵀz̄ + φ″ ⊙ ż ⊙ Wᵀẑ, summed over the tangents.
/// </summary>
internal sealed class TangentPerceptron<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A matrix product works on five rows at a time.
    private const int RowsOfATile = 5;

    private readonly PerceptronLayer<T>[] _layers;
    private readonly TangentLayer<T>[][] _tangents;
    private readonly Activation<T> _activation;
    private readonly ThreadTeam? _team;
    private readonly Matrix<T> _ones;
    private readonly int _rows;

    /// <summary>Makes a perceptron of zeros.</summary>
    /// <param name="rows">Inputs that are treated at once.</param>
    /// <param name="sizes">Units from the input to the output, at least two sizes.</param>
    /// <param name="tangents">Tangents per row, at least 1.</param>
    /// <param name="activation">φ of the hidden layers.</param>
    /// <param name="feelsTime">Whether time enters the first layer.</param>
    /// <param name="team">Threads that divide the rows.</param>
    public TangentPerceptron(int rows, IReadOnlyList<int> sizes, int tangents, FieldActivation activation, bool feelsTime, ThreadTeam? team)
    {
        (_rows, _activation, _team) = (rows, Activation<T>.Of(activation), team);
        _layers = new PerceptronLayer<T>[sizes.Count - 1];
        int start = 0;
        for (int l = 0; l < _layers.Length; l++)
        {
            _layers[l] = new(sizes[l], sizes[l + 1], rows, feelsTime && l == 0, start);
            start = _layers[l].TimePlace.End.Value;
        }

        // Layer 0 is the input.
        _tangents = [.. Enumerable.Range(0, tangents).Select(_ => sizes.Select(units => new TangentLayer<T>(rows, units)).ToArray())];
        (Input, InputErrors, _ones) = (new(rows, sizes[0]), new(rows, sizes[0]), new(rows, 1));
        for (int row = 0; row < rows; row++)
            _ones.Row(row)[0] = T.One;
    }

    /// <summary>a₀.</summary>
    public Matrix<T> Input { get; }

    /// <summary>z_L.</summary>
    public Matrix<T> Output => _layers[^1].Signals;

    /// <summary>z̄_L: to be set before coming down.</summary>
    public Matrix<T> OutputErrors => _layers[^1].Errors;

    /// <summary>The derivative with respect to a₀, after coming down.</summary>
    public Matrix<T> InputErrors { get; }

    /// <summary>How many parameters a perceptron has.</summary>
    public static int ParametersOf(IReadOnlyList<int> sizes, bool feelsTime) =>
        sizes.Zip(sizes.Skip(1), static (inputs, outputs) => checked((inputs + 1) * outputs)).Sum() + (feelsTime ? sizes[1] : 0);

    /// <summary>Parameters uniform on ±√(1/inputs) of their layer.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="parameters">Receives them, layer by layer: W row by row, b, and w_t if time enters.</param>
    public void Draw(RandomStream random, Span<T> parameters)
    {
        foreach (PerceptronLayer<T> layer in _layers)
        {
            double bound = Math.Sqrt(1.0 / layer.Inputs);
            foreach (ref T value in parameters[layer.WeightPlace.Start.Value..layer.TimePlace.End.Value])
                value = T.CreateTruncating(random.NextUniform(-bound, bound));
        }
    }

    /// <summary>Takes parameters.</summary>
    public void SetParameters(ReadOnlySpan<T> parameters)
    {
        foreach (PerceptronLayer<T> layer in _layers)
            layer.SetParameters(parameters);
    }

    /// <summary>The moment at which it will be used.</summary>
    public void SetTime(double time) => _layers[0].SetTime(time);

    /// <summary>v of a tangent, and after going up ż_L; its cotangent ẑ_L.</summary>
    /// <param name="tangent">From 0.</param>
    public (Matrix<T> Input, Matrix<T> Output, Matrix<T> OutputErrors) Tangent(int tangent) => (_tangents[tangent][0].Signals, _tangents[tangent][^1].Signals, _tangents[tangent][^1].Errors);

    /// <summary>Activities and output from the input.</summary>
    public void Up() => ForRows(Way.Up);

    /// <summary>Tangents from v; the activities are there.</summary>
    public void TangentsUp() => ForRows(Way.TangentsUp);

    /// <summary>Derivatives of what depends on z_L alone.</summary>
    public void Down() => ForRows(Way.Down);

    /// <summary>Derivatives of what depends on z_L and on ż_L.</summary>
    public void TangentsDown() => ForRows(Way.TangentsDown);

    /// <summary>Keeps the activities of hidden layers.</summary>
    public void Record(Span<T> tape)
    {
        foreach (PerceptronLayer<T> layer in _layers.AsSpan(0, _layers.Length - 1))
        {
            layer.Signals.Export(tape[..(_rows * layer.Outputs)]);
            tape = tape[(_rows * layer.Outputs)..];
        }
    }

    /// <summary>Takes up the activities of hidden layers that were kept.</summary>
    public void Replay(ReadOnlySpan<T> tape)
    {
        foreach (PerceptronLayer<T> layer in _layers.AsSpan(0, _layers.Length - 1))
        {
            layer.Signals.Import(tape[..(_rows * layer.Outputs)]);
            tape = tape[(_rows * layer.Outputs)..];
        }
    }

    /// <summary>Adds the derivatives with respect to the parameters, after coming down with tangents.</summary>
    public void AddGradient(double time, Span<T> gradient)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            PerceptronLayer<T> layer = _layers[l];
            Primitives.AddOuterToRows(gradient[layer.WeightPlace], T.One, layer.Errors, l == 0 ? Input : _layers[l - 1].Signals, _rows);
            foreach (TangentLayer<T>[] tangent in _tangents)
                Primitives.AddOuterToRows(gradient[layer.WeightPlace], T.One, tangent[l + 1].Errors, tangent[l].Signals, _rows);
            Primitives.AddOuterToRows(gradient[layer.BiasPlace], T.One, _ones, layer.Errors, _rows);
            if (layer.TimeWeights is not null)
                Primitives.AddOuterToRows(gradient[layer.TimePlace], T.CreateTruncating(time), _ones, layer.Errors, _rows);
        }
    }

    /// <summary>The derivative with respect to time, after coming down; 0 if time does not enter.</summary>
    public double TimeGradient()
    {
        PerceptronLayer<T> first = _layers[0];
        if (first.TimeWeights is null)
            return 0;
        double sum = 0;
        for (int row = 0; row < _rows; row++)
            sum += double.CreateTruncating(Primitives.Dot<T>(first.Errors.Row(row), first.TimeWeights.Storage[..first.Outputs]));
        return sum;
    }

    private void ForRows(Way way)
    {
        Pass pass = new(this, way);
        if (_team is null)
            pass.Invoke(new RowRange(0, _rows));
        else
            _team.For(_rows, RowsOfATile, pass);
    }

    private enum Way
    {
        Up,
        TangentsUp,
        Down,
        TangentsDown,
    }

    private readonly struct Pass(TangentPerceptron<T> perceptron, Way way) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            switch (way)
            {
                case Way.Up:
                    Up(rows);
                    break;
                case Way.TangentsUp:
                    foreach (TangentLayer<T>[] tangent in perceptron._tangents)
                        TangentUp(tangent, rows);
                    break;
                case Way.Down:
                    Down(rows, isTwice: false);
                    break;
                default:
                    Down(rows, isTwice: true);
                    break;
            }
        }

        private void Up(RowRange rows)
        {
            Matrix<T> below = perceptron.Input;
            foreach (PerceptronLayer<T> layer in perceptron._layers.AsSpan(0, perceptron._layers.Length - 1))
            {
                perceptron._activation.Up(below, layer.Weights, layer.BiasNow, layer.Signals, rows);
                below = layer.Signals;
            }

            PerceptronLayer<T> last = perceptron._layers[^1];
            Primitives.MultiplyThen<T, Sum>(below, last.Weights, last.Signals, rows, default, last.Signals, last.BiasNow, last.Signals);
        }

        private void TangentUp(TangentLayer<T>[] tangent, RowRange rows)
        {
            PerceptronLayer<T>[] layers = perceptron._layers;
            for (int l = 0; l < layers.Length - 1; l++)
                perceptron._activation.Down(tangent[l].Signals, layers[l].Weights, layers[l].Signals, tangent[l + 1].Signals, rows);
            Primitives.Multiply(tangent[^2].Signals, layers[^1].Weights, tangent[^1].Signals, rows);
        }

        private void Down(RowRange rows, bool isTwice)
        {
            PerceptronLayer<T>[] layers = perceptron._layers;
            for (int l = layers.Length - 1; l > 0; l--)
            {
                perceptron._activation.Down(layers[l].Errors, layers[l].Transposed, layers[l - 1].Signals, layers[l - 1].Errors, rows);
                foreach (TangentLayer<T>[] tangent in isTwice ? perceptron._tangents : [])
                    TangentDown(layers[l], layers[l - 1], tangent[l + 1], tangent[l], rows);
            }

            Primitives.Multiply(layers[0].Errors, layers[0].Transposed, perceptron.InputErrors, rows);
        }

        private void TangentDown(PerceptronLayer<T> above, PerceptronLayer<T> layer, TangentLayer<T> tangentAbove, TangentLayer<T> tangent, RowRange rows)
        {
            Span<T> product = tangent.Products.Block(rows), activities = layer.Signals.Block(rows), errors = layer.Errors.Block(rows);
            Primitives.Multiply(tangentAbove.Errors, above.Transposed, tangent.Products, rows);
            perceptron._activation.Slope(product, activities, tangent.Errors.Block(rows));
            perceptron._activation.Bend(product, activities, tangent.Signals.Block(rows), product);
            Primitives.Map<T, Both>(default, errors, product, errors);
        }
    }

    private readonly struct Sum : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes product, TLanes unused, TLanes bias)
            where TLanes : struct, ILanes<TLanes, T> => product + bias;
    }

    private readonly struct Both : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }
}

/// <summary>A tangent at one layer.</summary>
internal sealed class TangentLayer<T>(int rows, int units)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>ȧ, or ż at the output.</summary>
    public Matrix<T> Signals { get; } = new(rows, units);

    /// <summary>ẑ.</summary>
    public Matrix<T> Errors { get; } = new(rows, units);

    /// <summary>Wᵀẑ of the layer above.</summary>
    public Matrix<T> Products { get; } = new(rows, units);
}
