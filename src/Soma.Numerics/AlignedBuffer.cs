using System.Runtime.CompilerServices;

namespace Soma.Numerics;

/// <summary>Zeroed, pinned memory that begins on a cache line, so that a 512-bit load never straddles two.</summary>
internal readonly unsafe struct AlignedBuffer<T>
    where T : unmanaged
{
    /// <summary>Bytes of a cache line and of the widest vector.</summary>
    public const int Alignment = 64;

    // The array keeps the memory alive; the pinned object heap keeps it in place.
    private readonly T[] _array;
    private readonly int _offset;

    public AlignedBuffer(int length)
    {
        Length = length;
        _array = GC.AllocateArray<T>(length + (Alignment / sizeof(T)), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
        _offset = (int)(((Alignment - (address % Alignment)) % Alignment) / (nuint)sizeof(T));
        Pointer = (T*)address + _offset;
    }

    public int Length { get; }

    public T* Pointer { get; }

    public Span<T> Span => _array.AsSpan(_offset, Length);
}
