namespace Soma.Training.Comparisons;

/// <summary>Is told of a comparison while it goes on, beside each of its runs. Calls come from the thread that trains.</summary>
public interface IComparisonObserver : IRunObserver
{
    /// <summary>A run was finished before, or had diverged, and is taken as it is.</summary>
    /// <param name="run">What it came to.</param>
    void OnSkipped(ComparedRun run);

    /// <summary>The runs are done; the angles and the cost of an experiment are measured now.</summary>
    /// <param name="experiment">The experiment.</param>
    void OnMeasuring(Experiment experiment);
}
