namespace Soma.Numerics;

/// <summary>
/// Remembers the earliest of the faults that threads report, so that what is said of a failure does not depend on which thread was
/// first. Faults are ordered by sweep, then by layer.
/// </summary>
public sealed class EarliestFault
{
    private const long None = long.MaxValue;

    private long _fault = None;

    /// <summary>Whether a fault was reported since the last <see cref="Clear"/>.</summary>
    public bool Any => Interlocked.Read(ref _fault) != None;

    /// <summary>The sweep of the earliest fault, from 0.</summary>
    public int Sweep => (int)(Interlocked.Read(ref _fault) >> 32);

    /// <summary>The layer of the earliest fault.</summary>
    public int Layer => (int)Interlocked.Read(ref _fault);

    /// <summary>Forgets.</summary>
    public void Clear() => Interlocked.Exchange(ref _fault, None);

    /// <summary>Reports a fault; safe from any thread.</summary>
    /// <param name="sweep">From 0.</param>
    /// <param name="layer">From 0.</param>
    public void Report(int sweep, int layer)
    {
        long fault = ((long)sweep << 32) | (uint)layer;
        long known = Interlocked.Read(ref _fault);
        while (fault < known)
        {
            long seen = Interlocked.CompareExchange(ref _fault, fault, known);
            if (seen == known)
                return;
            known = seen;
        }
    }
}
