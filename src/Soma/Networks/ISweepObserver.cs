using System.Numerics;

namespace Soma.Networks;

/// <summary>Watches a relaxation. While someone watches, all samples sweep in step; the numbers stay the same.</summary>
/// <typeparam name="T">The value type of the network.</typeparam>
public interface ISweepObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A sweep is over.</summary>
    /// <param name="phase">The phase it belongs to.</param>
    /// <param name="sweep">t, from 0 in every phase.</param>
    /// <param name="activity">The activity after it, to be read now and not kept.</param>
    void OnSweep(Phase phase, int sweep, Activity<T> activity);
}
