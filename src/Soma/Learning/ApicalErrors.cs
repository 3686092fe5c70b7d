using System.Numerics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>
/// The feedforward errors of the hidden layers from the apical side (CorInfoMax, 23 and appendix H): e = (v_A − u) − εg u + (r − u). Where du/dt = 0 this
/// is r − v_B; before, it differs from it by ε du/dt. The last bracket is not zero only for silent and saturated units.
/// </summary>
/// <remarks>Layer 1 gets the difference of both phases in the nudged activity, for its input is the same in both.</remarks>
/// <param name="signal">The name of the signal that receives the errors.</param>
/// <param name="perturbation">ε.</param>
/// <param name="leak">g.</param>
/// <param name="nudged">The activity at the end of the nudged phase.</param>
/// <param name="compared">The activity of the phase compared with.</param>
internal readonly struct ApicalErrors<T>(string signal, double perturbation, double leak, Activity<T> nudged, Activity<T> compared) : IRangeBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Invoke(RowRange rows)
    {
        for (int layer = 1; layer < nudged.Architecture.OutputLayer; layer++)
        {
            Write(nudged, layer, rows);
            Write(compared, layer, rows);
        }

        if (nudged.Architecture.OutputLayer == 1)
            return;
        Span<T> first = nudged[signal][1].Block(rows);
        Primitives.Map<T, Difference>(default, first, compared[signal][1].Block(rows), first);
    }

    private void Write(Activity<T> activity, int layer, RowRange rows)
    {
        Error formula = new(T.CreateChecked(2 + (perturbation * leak)));
        Primitives.Map<T, Error>(
            formula, activity.Apical[layer].Block(rows), activity.Rates[layer].Block(rows), activity.Somatic[layer].Block(rows), activity[signal][layer].Block(rows));
    }

    private readonly struct Error(T pull) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes apical, TLanes r, TLanes u)
            where TLanes : struct, ILanes<TLanes, T> => apical + r - (TLanes.Broadcast(pull) * u);
    }

    private readonly struct Difference : IFormula2<T>
    {
        public TLanes Invoke<TLanes>(TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> => a - b;
    }
}
