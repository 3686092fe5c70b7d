using System.Numerics;

namespace Soma.Numerics;

/// <summary>Synapses θ and what is remembered of their past, one matrix of the same shape for each value per synapse.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="Weights">θ, shape (outputs, inputs).</param>
/// <param name="First">The first memory, or none.</param>
/// <param name="Second">The second, or none.</param>
public readonly record struct MovingSynapses<T>(PanelMatrix<T> Weights, PanelMatrix<T>? First, PanelMatrix<T>? Second)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal void RequireMemories(int count)
    {
        if (count > 0)
            Require(First, "first");
        if (count > 1)
            Require(Second, "second");
    }

    private void Require(PanelMatrix<T>? memory, string which)
    {
        if (memory is null)
            throw new ArgumentException($"The step remembers something of the synapses, but there is no {which} memory.", which);
        Shapes.RequireAlike(Weights, memory, which);
    }
}
