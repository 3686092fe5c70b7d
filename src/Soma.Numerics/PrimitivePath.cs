using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Soma.Numerics;

/// <summary>Which instructions the primitives use. All paths give the same bits; they differ in speed only.</summary>
public enum PrimitivePath
{
    /// <summary>One value at a time; runs anywhere.</summary>
    Scalar,

    /// <summary>128-bit vectors: Arm Advanced SIMD, or SSE with fused multiply-add.</summary>
    Vector128,

    /// <summary>256-bit vectors: AVX2 with fused multiply-add.</summary>
    Avx2,

    /// <summary>512-bit vectors: AVX-512.</summary>
    Avx512,
}

/// <summary>Asks the processor once, and lets a user or a test choose a narrower path.</summary>
public static class PrimitivePaths
{
    /// <summary>The environment variable that forces a path: <c>scalar</c>, <c>vector128</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public const string Variable = "SOMA_PATH";

    private const int Undecided = -1;

    private static volatile int _current = Undecided;

    /// <summary>The path in use: the widest that this processor has, unless <see cref="Variable"/> or <see cref="Force"/> chose another.</summary>
    /// <exception cref="NotSupportedException"><see cref="Variable"/> names no path of this processor.</exception>
    public static PrimitivePath Current
    {
        get
        {
            if (_current == Undecided)
                _current = (int)FromEnvironment(Environment.GetEnvironmentVariable(Variable));
            return (PrimitivePath)_current;
        }
    }

    /// <summary>The widest path of this processor.</summary>
    public static PrimitivePath Widest { get; } = Enum.GetValues<PrimitivePath>().Where(IsSupported).Max();

    /// <summary>Every path of this processor, narrowest first.</summary>
    public static IReadOnlyList<PrimitivePath> Supported { get; } = [.. Enum.GetValues<PrimitivePath>().Where(IsSupported)];

    /// <summary>Whether this processor has the path.</summary>
    /// <param name="path">The path asked about.</param>
    public static bool IsSupported(PrimitivePath path) => path switch
    {
        PrimitivePath.Scalar => true,
        PrimitivePath.Vector128 => AdvSimd.Arm64.IsSupported || (Vector128.IsHardwareAccelerated && Fma.IsSupported),
        PrimitivePath.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        PrimitivePath.Avx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
        _ => false,
    };

    /// <summary>Uses a path until the result is disposed. The choice holds for the whole process.</summary>
    /// <param name="path">A path that <see cref="IsSupported"/>.</param>
    /// <exception cref="NotSupportedException">This processor does not have the path.</exception>
    public static IDisposable Force(PrimitivePath path)
    {
        Restoration restoration = new(Current);
        _current = (int)Require(path);
        return restoration;
    }

    /// <summary>Reads the value of <see cref="Variable"/>.</summary>
    /// <param name="text">Its value; null or empty for the widest path.</param>
    /// <exception cref="NotSupportedException">The name is unknown, or this processor does not have the path.</exception>
    internal static PrimitivePath FromEnvironment(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Widest;
        foreach (PrimitivePath path in Enum.GetValues<PrimitivePath>())
        {
            if (text.Trim().Equals(path.ToString(), StringComparison.OrdinalIgnoreCase))
                return Require(path);
        }

        throw new NotSupportedException($"{Variable} is '{text}'; expected one of: {NamesOf(Enum.GetValues<PrimitivePath>())}.");
    }

    private static PrimitivePath Require(PrimitivePath path) => IsSupported(path)
        ? path
        : throw new NotSupportedException($"This processor has no {path} path; it has: {NamesOf(Supported)}.");

    private static string NamesOf(IEnumerable<PrimitivePath> paths) => string.Join(", ", paths.Select(static p => p.ToString().ToLowerInvariant()));

    private sealed class Restoration(PrimitivePath previous) : IDisposable
    {
        public void Dispose() => _current = (int)previous;
    }
}
