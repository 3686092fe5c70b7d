using System.Numerics;
using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// What reverse accumulation through a solver also finds if nobody stops it: the first step was chosen by a look at y₀ and f, so it depends on both, and the loss depends on it. Within the first output
/// interval the times of the steps move with the first one, and the last of them, which is cut to end at the output time, gives way; the steps that the control chose in between are taken as given. This
/// is not part of the gradient of anything that one would want, and is here to repeat published runs.
/// </summary>
internal sealed class FirstStepLeak<T>(OdeOptions options, StepWork<T> work, StepLog log)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _length = work.Field.StateLength, _stages = work.Tableau.Stages;

    // Derivative with respect to the time at the end of the step under way.
    private double _endTime;

    /// <summary>∂L/∂h of the first step, signed as time goes.</summary>
    public double FirstStepGradient { get; private set; }

    /// <summary>Whether there is anything to leak: the first step was chosen automatically, held, and was not cut.</summary>
    private bool Leaks => work.Tableau.IsAdaptive && options.FirstStep == 0 && log.Attempts[0].Accepted && log.Times[1] == log.Times[0] + log.FirstStep;

    /// <summary>Looks at a step that has just been gone back through.</summary>
    /// <param name="step">Its number.</param>
    /// <param name="end">λ at its end.</param>
    /// <param name="memory">Its stages.</param>
    /// <param name="reversal">What came back through its stages.</param>
    public void Observe(int step, ReadOnlySpan<T> end, StageMemory<T> memory, StepReversal<T> reversal)
    {
        int inFirstInterval = log.OutputSteps[1];
        if (step >= inFirstInterval || !Leaks)
            return;
        double size = StepGradient(log.Times[step], log.Times[step + 1], end, memory, reversal), time = reversal.TimeGradients.Sum();
        if (step == inFirstInterval - 1)
            _endTime = time - size;
        else
            (_endTime, size) = (time + _endTime, size + _endTime);
        FirstStepGradient = step == 0 && inFirstInterval > 1 ? size : 0;
    }

    /// <summary>Adds what leaks through the choice of the first step to the gradients.</summary>
    /// <param name="y">y₀.</param>
    /// <param name="startGradient">∂L/∂y₀ so far.</param>
    /// <param name="parameterGradient">∂L/∂θ so far.</param>
    public void AddTo(ReadOnlySpan<T> y, Span<T> startGradient, Span<T> parameterGradient)
    {
        if (FirstStepGradient != 0)
            new FirstStepChoice<T>(options, work.Field, work.Tableau.Order, log).Pull(y, FirstStepGradient, startGradient, parameterGradient);
    }

    // ∂L/∂h of one step: λᵀΣ bᵢkᵢ + Σ gᵢᵀΣ aᵢⱼkⱼ + Σ cᵢ·∂L/∂tᵢ. The rates are computed again.
    private double StepGradient(double start, double end, ReadOnlySpan<T> lambda, StageMemory<T> memory, StepReversal<T> reversal)
    {
        double sum = 0;
        for (int j = 0; j < _stages; j++)
        {
            work.Field.Evaluate(work.TimeOf(j, start, end), memory.StateOf(j), work.Rate(j), default);
            ReadOnlySpan<T> rate = work.Rate(j);
            sum += work.Tableau.Times[j] * reversal.TimeGradients[j];
            sum += work.Tableau.Weights[j] * Dot(lambda, rate);
            for (int i = j + 1; i < _stages; i++)
                sum += work.Tableau.Coefficients(i)[j] * Dot(reversal.CotangentOf(i), rate);
        }

        return sum;
    }

    private double Dot(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
    {
        double sum = 0;
        for (int index = 0; index < _length; index++)
            sum += double.CreateTruncating(a[index]) * double.CreateTruncating(b[index]);
        return sum;
    }
}
