using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>A change of synapses that is nothing but a sum of outer products.</summary>
internal readonly struct HebbianChange<T>(PanelMatrix<T> weights, Gradient<T> gradient, ThreadTeam team)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>θ ← kept·θ + pace·g, in one go.</summary>
    public void Add(double kept, double pace) =>
        team.For(weights.Inputs, Descent<T>.InputsOfAShare, new Change(weights, gradient, T.CreateChecked(kept), T.CreateChecked(pace * gradient.Scale)));

    private readonly struct Change(PanelMatrix<T> weights, Gradient<T> gradient, T kept, T scale) : IRangeBody
    {
        public void Invoke(RowRange rows) => Primitives.AddOuter(weights, kept, scale, gradient.Post, gradient.Pre, gradient.Samples, rows);
    }
}
