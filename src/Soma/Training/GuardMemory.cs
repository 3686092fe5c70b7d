namespace Soma.Training;

/// <summary>What a guard remembers beside its copies; part of the state, so that a resumed run judges as one that never stopped.</summary>
/// <param name="Steps">By how many back-offs the learning rates are reduced.</param>
/// <param name="GoodWindows">Good windows in a row since the last back-off or recovery; counted only while rates are reduced.</param>
/// <param name="BackOffs">Back-offs in the epoch under way.</param>
/// <param name="Best">Accuracy of the best whole window so far, 0 to 1.</param>
/// <param name="GoodPlace">Where the good copy was taken, in minibatches since the start of the run.</param>
internal readonly record struct GuardMemory(int Steps, int GoodWindows, int BackOffs, double Best, long GoodPlace)
{
    /// <summary>What the schedule's learning rates are multiplied by: exactly 1 without back-offs.</summary>
    public double ShareOf(UpdateGuard options)
    {
        double share = 1;
        for (int step = 0; step < Steps; step++)
            share *= options.Factor;
        return share;
    }
}
