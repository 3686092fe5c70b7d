using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// What fires together in the nudged phase N is strengthened, in the phase A that it is compared with weakened:
/// Wᵢ ← Wᵢ + sᵢ Σ (rᵢᴺ rᵢ₋₁ᴺᵀ − rᵢᴬ rᵢ₋₁ᴬᵀ) and bᵢ ← bᵢ + sᵢ Σ (rᵢᴺ − rᵢᴬ), summed over the samples.
/// </summary>
/// <param name="nudged">N at its end.</param>
/// <param name="compared">A at its end: the free phase, or one nudged the other way.</param>
/// <param name="samples">How many, from row 0.</param>
internal readonly struct HebbianContrast<T>(Activity<T> nudged, Activity<T> compared, int samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const string Change = "change", BiasChange = "bias-change";

    /// <summary>rᴺ − rᴬ of every layer; before anything is learned.</summary>
    public void Compare() => nudged.Team.For(samples, 1, new Changes(nudged, compared));

    /// <summary>Changes the synapses from one layer to the next.</summary>
    /// <param name="w">Wᵢ.</param>
    /// <param name="layer">i.</param>
    /// <param name="scale">sᵢ.</param>
    public void Learn(PanelMatrix<T> w, int layer, T scale)
    {
        if (layer == 1)
        {
            // The input is the same in both phases, so one product serves.
            new Plasticity<T>(w, T.One, scale, nudged[Change][1], nudged.Rates[0], samples).Run(nudged.Team);
            return;
        }

        new Plasticity<T>(w, T.One, scale, nudged.Rates[layer], nudged.Rates[layer - 1], samples).Run(nudged.Team);
        new Plasticity<T>(w, T.One, -scale, compared.Rates[layer], compared.Rates[layer - 1], samples).Run(nudged.Team);
    }

    /// <summary>Changes the biases of a layer: synapses from a unit that always fires.</summary>
    /// <param name="bias">bᵢ, shape (units, 1).</param>
    /// <param name="layer">i.</param>
    /// <param name="scale">sᵢ.</param>
    public void LearnBias(PanelMatrix<T> bias, int layer, T scale)
    {
        int units = bias.Outputs;
        Span<T> b = bias.Storage[..units], sum = nudged.Workspace[BiasChange, layer, units, 1].Storage[..units];
        sum.Clear();
        for (int sample = 0; sample < samples; sample++)
            Primitives.Map<T, Sum>(default, sum, nudged[Change][layer].Row(sample), sum);
        Primitives.Map<T, AddScaled>(new(scale), b, sum, b);
    }

    private readonly struct Changes(Activity<T> nudged, Activity<T> compared) : IRangeBody
    {
        public void Invoke(RowRange rows)
        {
            for (int i = 1; i <= nudged.Architecture.OutputLayer; i++)
                Primitives.Map<T, Difference>(default, nudged.Rates[i].Block(rows), compared.Rates[i].Block(rows), nudged[Change][i].Block(rows));
        }
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }

    private readonly struct Sum : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a + b;
    }

    private readonly struct AddScaled(T scale) : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => TLanes.MultiplyAdd(TLanes.Broadcast(scale), b, a);
    }
}
