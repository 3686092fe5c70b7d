using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Soma.Numerics.Tests;

/// <summary>
/// The other tests compare the paths of one machine; these sums compare machines. They were taken with AVX-512 and, with the
/// intrinsics of the runtime switched off, without any vector or fused multiply-add instruction.
/// </summary>
[Collection(Paths.Name)]
public sealed class PinnedBitsTests
{
    [Fact]
    public void Floats_have_the_bits_of_every_other_machine() =>
        Paths.Each(path => Assert.Equal((path, "3a28040c9a7964b9"), (path, Checksum<float>())));

    [Fact]
    public void Doubles_have_the_bits_of_every_other_machine() =>
        Paths.Each(path => Assert.Equal((path, "86e2eddc736e366b"), (path, Checksum<double>())));

    // Signals through weights, a clamp, a change of the weights, and the lengths of the results.
    private static string Checksum<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RandomStream random = new(11);
        Matrix<T> x = Numbers.Matrix<T>(13, 61, random);
        PanelMatrix<T> weights = Numbers.Panels<T>(83, 61, random);
        Matrix<T> y = new(13, 83);
        Primitives.Multiply(x, weights, y, new RowRange(0, 13));
        Primitives.Map(new Clamp<T>(T.Zero, T.One), y.Storage, y.Storage);
        Primitives.AddOuter(weights, T.CreateChecked(0.999), T.CreateChecked(0.05), y, x, 13, new RowRange(0, 61));
        T length = Primitives.Dot<T>(weights.ToArray(), weights.ToArray());
        T[] results = [.. y.ToArray(), .. weights.ToArray(), length];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(results.AsSpan())))[..16];
    }
}
