using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning;

/// <summary>W ← decay·W + scale·Σ post preᵀ over the samples, the inputs of W divided among threads.</summary>
/// <param name="synapses">W.</param>
/// <param name="decay">What remains of the old weights.</param>
/// <param name="scale">Factor of the sum.</param>
/// <param name="post">Postsynaptic signals, one sample per row.</param>
/// <param name="pre">Presynaptic signals, one sample per row.</param>
/// <param name="samples">How many, from row 0.</param>
internal readonly struct Plasticity<T>(PanelMatrix<T> synapses, T decay, T scale, Matrix<T> post, Matrix<T> pre, int samples) : IRangeBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Threads take inputs in runs of this many: whole tiles, whole cache lines.
    private const int InputsOfAShare = 20;

    public void Invoke(RowRange rows) => Primitives.AddOuter(synapses, decay, scale, post, pre, samples, rows);

    public void Run(ThreadTeam team) => team.For(synapses.Inputs, InputsOfAShare, this);
}
