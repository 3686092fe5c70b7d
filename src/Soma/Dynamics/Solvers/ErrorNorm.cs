using System.Numerics;
using Soma.Numerics;

namespace Soma.Dynamics.Solvers;

/// <summary>How large a vector is beside what is tolerated: the root mean square of v/w with w = atol + rtol·|y|; of a state with several parts, that of the worst part.</summary>
internal sealed class ErrorNorm<T>(VectorField<T> field, OdeOptions options)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _parts = [.. field.Parts];
    private readonly T[] _scaled = new T[field.StateLength];
    private readonly T _absolute = T.CreateTruncating(options.AbsoluteTolerance), _relative = T.CreateTruncating(options.RelativeTolerance);

    /// <summary>‖v/(atol + rtol·max(|a|, |b|))‖; not finite if a value of v is not.</summary>
    public double Of(ReadOnlySpan<T> v, ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        Primitives.Map<T, Scaled>(new(_absolute, _relative), v, a, b, _scaled);
        double worst = 0;
        int start = 0;
        foreach (int part in _parts)
        {
            ReadOnlySpan<T> values = _scaled.AsSpan(start, part);
            double square = double.CreateTruncating(Primitives.Dot(values, values));
            worst = Math.Max(worst, Math.Sqrt(square / part));
            start += part;
        }

        return worst;
    }

    private readonly struct Scaled(T absolute, T relative) : IFormula3<T>
    {
        public TLanes Invoke<TLanes>(TLanes v, TLanes a, TLanes b)
            where TLanes : struct, ILanes<TLanes, T> =>
            v / TLanes.MultiplyAdd(TLanes.Broadcast(relative), TLanes.Max(TLanes.Abs(a), TLanes.Abs(b)), TLanes.Broadcast(absolute));
    }
}
