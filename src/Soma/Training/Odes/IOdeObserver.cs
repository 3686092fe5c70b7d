namespace Soma.Training.Odes;

/// <summary>Is told of the training of a field while it goes on. Calls come from the thread that trains.</summary>
public interface IOdeObserver
{
    /// <summary>A minibatch was learned; called often, so be quick. Does nothing by default.</summary>
    /// <param name="iteration">Minibatches that were learned.</param>
    /// <param name="loss">The loss of this one, before its update.</param>
    void OnIteration(long iteration, double loss)
    {
    }

    /// <summary>A row of metrics was made, and saved if there is a folder.</summary>
    /// <param name="row">The row.</param>
    void OnRow(OdeMetrics row);
}
