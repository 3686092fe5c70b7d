using System.Numerics;

namespace Soma.Numerics.Tests;

[Collection(Paths.Name)]
public sealed class DescendTests
{
    private const int Samples = 7;

    private static readonly (int Outputs, int Inputs)[] _shapes = [(1, 1), (10, 23), (16, 40), (31, 20), (33, 61), (64, 19), (70, 45)];
    private static readonly int[] _starts = [0, 5];

    // Catches a piece of the gradient that meets other synapses, a memory swapped for the other, and inputs that are moved twice or not at all.
    [Fact]
    public void A_step_down_a_sum_gives_the_bits_of_one_after_the_other()
    {
        foreach ((int outputs, int inputs) in _shapes)
        {
            foreach (int start in _starts.Where(start => start < inputs))
            {
                Check<float>(outputs, inputs, new(start, inputs));
                Check<double>(outputs, inputs, new(start, inputs));
            }
        }
    }

    // What is left in the piece by the panel before must not move padding, which later products read as zeros.
    [Fact]
    public void Padding_stays_zero() => Paths.Each(path =>
    {
        Given<float> given = new(37, 30);
        MovingSynapses<float> synapses = given.Synapses();
        Primitives.Descend(synapses, 0.5f, given.Post, given.Pre, Samples, new(0, 30), default(Mix<float>));
        for (int input = 0; input < 30; input++)
        {
            foreach (PanelMatrix<float>? matrix in (PanelMatrix<float>?[])[synapses.Weights, synapses.First, synapses.Second])
                Bits.AssertEqual<float>(new float[27], matrix!.Lines(1, new(input, input + 1))[5..], $"{path}, padding of input {input}");
        }
    });

    [Fact]
    public void A_step_that_remembers_is_refused_without_memories_of_the_shape_of_the_synapses()
    {
        PanelMatrix<double> weights = new(3, 2);
        Matrix<double> post = new(1, 3), pre = new(1, 2);
        string missing = Refusal(new(weights, new(3, 2), null));
        Assert.Contains("no second memory", missing, StringComparison.Ordinal);
        string unlike = Refusal(new(weights, new(3, 4), new(3, 2)));
        Assert.Contains("(3, 4)", unlike, StringComparison.Ordinal);
        Assert.Contains("(3, 2)", unlike, StringComparison.Ordinal);

        string Refusal(MovingSynapses<double> synapses) =>
            Assert.Throws<ArgumentException>(() => Primitives.Descend(synapses, 1, post, pre, 1, new(0, 2), default(Mix<double>))).Message;
    }

    private static void Check<T>(int outputs, int inputs, RowRange range)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Given<T> given = new(outputs, inputs);
        T scale = T.CreateChecked(0.3);
        PanelMatrix<T> gradient = new(outputs, inputs);
        Primitives.AddOuter(gradient, T.Zero, scale, given.Post, given.Pre, Samples, range);
        MovingSynapses<T> expected = given.Synapses();
        for (int input = range.Start; input < range.End; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                T g = gradient[output, input], m = expected.First![output, input];
                expected.First[output, input] = T.FusedMultiplyAdd(g, m, g);
                expected.Second![output, input] -= g * expected.First[output, input];
                expected.Weights[output, input] = T.FusedMultiplyAdd(g, expected.Second[output, input], expected.Weights[output, input]);
            }
        }

        Paths.Each(path =>
        {
            MovingSynapses<T> summed = given.Synapses(), written = given.Synapses();
            Primitives.Descend(summed, scale, given.Post, given.Pre, Samples, range, default(Mix<T>));
            AssertEqual(expected, summed, $"{path}, sum, {outputs} x {inputs} from {range.Start}");
            Primitives.Descend(written, gradient, range, default(Mix<T>));
            AssertEqual(expected, written, $"{path}, written, {outputs} x {inputs} from {range.Start}");
        });
    }

    private static void AssertEqual<T>(MovingSynapses<T> expected, MovingSynapses<T> actual, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Bits.AssertEqual<T>(expected.Weights.Storage, actual.Weights.Storage, $"{what}, weights");
        Bits.AssertEqual<T>(expected.First!.Storage, actual.First!.Storage, $"{what}, first memory");
        Bits.AssertEqual<T>(expected.Second!.Storage, actual.Second!.Storage, $"{what}, second memory");
    }

    private sealed class Given<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[][] _values;
        private readonly int _outputs, _inputs;

        public Given(int outputs, int inputs)
        {
            RandomStream random = new((ulong)((100 * outputs) + inputs));
            (_outputs, _inputs) = (outputs, inputs);
            _values = [.. Enumerable.Range(0, 3).Select(_ => Numbers.Array<T>(outputs * inputs, random))];
            (Post, Pre) = (Numbers.Matrix<T>(Samples, outputs, random), Numbers.Matrix<T>(Samples, inputs, random));
        }

        public Matrix<T> Post { get; }

        public Matrix<T> Pre { get; }

        public MovingSynapses<T> Synapses() => new(Filled(0), Filled(1), Filled(2));

        private PanelMatrix<T> Filled(int index)
        {
            PanelMatrix<T> matrix = new(_outputs, _inputs);
            matrix.Import(_values[index]);
            return matrix;
        }
    }

    /// <summary>m ← g·m + g, v ← v − g·m, θ ← g·v + θ: nothing can be swapped.</summary>
    private readonly struct Mix<T> : ISynapseStep<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int Memories => 2;

        public void Invoke<TLanes>(TLanes gradient, ref TLanes weight, ref TLanes first, ref TLanes second)
            where TLanes : struct, ILanes<TLanes, T>
        {
            first = TLanes.MultiplyAdd(gradient, first, gradient);
            second -= gradient * first;
            weight = TLanes.MultiplyAdd(gradient, second, weight);
        }
    }
}
