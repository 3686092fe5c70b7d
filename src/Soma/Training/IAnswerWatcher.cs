using System.Numerics;
using Soma.Data;
using Soma.Networks;

namespace Soma.Training;

/// <summary>Is shown the activity of a network while it answers a dataset, so that measures of activity need no relaxation of their own.</summary>
internal interface IAnswerWatcher<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A batch was answered.</summary>
    /// <param name="first">Number of its first sample in the dataset; the others follow in order.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="activity">The activity at the end, to be read now and not kept.</param>
    void OnAnswers(int first, Batch<T> batch, Activity<T> activity);
}
