using Soma.Training.Odes;

namespace Soma.Tests.Training.Odes;

/// <summary>Keeps the rows of a run, and does something at an iteration.</summary>
internal sealed class OdeListener : IOdeObserver
{
    public List<OdeMetrics> Rows { get; } = [];

    public long At { get; init; }

    public Action Does { get; init; } = static () => { };

    public void OnIteration(long iteration, double loss)
    {
        if (iteration == At)
            Does();
    }

    public void OnRow(OdeMetrics row) => Rows.Add(row);
}
