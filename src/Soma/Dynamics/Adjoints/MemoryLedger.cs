namespace Soma.Dynamics.Adjoints;

/// <summary>Values that a gradient mode holds, by what they are for. A value is one number of the state's type.</summary>
/// <param name="Checkpoints">States kept from the way forward for the way back.</param>
/// <param name="Stages">States, rates and cotangents of the step under way.</param>
/// <param name="Tapes">What uses of the field remember to be differentiated, with the states that they were made at.</param>
public readonly record struct MemoryUse(long Checkpoints, long Stages, long Tapes)
{
    /// <summary>All of them.</summary>
    public long Total => Checkpoints + Stages + Tapes;
}

/// <summary>What a value is kept for.</summary>
internal enum MemoryKind
{
    Checkpoints,
    Stages,
    Tapes,
}

/// <summary>Counts what is held, so that memory is a number that can be tested and not a promise. The outputs, the step record and the gradient itself, which every mode has, are left out.</summary>
internal sealed class MemoryLedger
{
    private readonly long[] _held = new long[3];

    /// <summary>What is held now.</summary>
    public MemoryUse Now => new(_held[(int)MemoryKind.Checkpoints], _held[(int)MemoryKind.Stages], _held[(int)MemoryKind.Tapes]);

    /// <summary>What was held when it was most.</summary>
    public MemoryUse Peak { get; private set; }

    /// <summary>Counts values that are now kept.</summary>
    public void Hold(MemoryKind kind, long values)
    {
        _held[(int)kind] += values;
        if (Now.Total > Peak.Total)
            Peak = Now;
    }

    /// <summary>Counts values that are no longer needed.</summary>
    public void Release(MemoryKind kind, long values) => _held[(int)kind] -= values;

    /// <summary>Counts what another ledger held when it was most, beside what is held here now.</summary>
    /// <param name="peak">Its peak.</param>
    public void Pass(MemoryUse peak)
    {
        MemoryUse now = Now, both = new(now.Checkpoints + peak.Checkpoints, now.Stages + peak.Stages, now.Tapes + peak.Tapes);
        if (both.Total > Peak.Total)
            Peak = both;
    }

    /// <summary>Nothing is held, and nothing was.</summary>
    public void Clear()
    {
        Array.Clear(_held);
        Peak = default;
    }
}
