using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>A gradient as a rule has it: scale·Σₘ post(m) pre(m)ᵀ, never written out before it is needed.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
/// <param name="Scale">The factor of the sum, for example 1/samples.</param>
/// <param name="Post">Postsynaptic signals, such as errors, shape (samples, outputs).</param>
/// <param name="Pre">Presynaptic signals, shape (samples, inputs).</param>
/// <param name="Samples">How many, from row 0.</param>
public readonly record struct Gradient<T>(double Scale, Matrix<T> Post, Matrix<T> Pre, int Samples)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
