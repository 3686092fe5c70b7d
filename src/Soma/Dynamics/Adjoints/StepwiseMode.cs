using System.Numerics;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Adjoints;

/// <summary>The family of modes that go back step by step, over the steps that were made: exact, whatever the step sizes are.</summary>
/// <typeparam name="T">The value type of the state.</typeparam>
public abstract class StepwiseMode<T> : GradientMode<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _one = [T.One];

    private protected StepwiseMode(OdeOptions? options)
        : base(options)
    {
    }

    private protected override OdeOutcome Reverse(ReadOnlySpan<T> outputGradients, Span<T> lambda, Span<T> parameterGradient)
    {
        BeginReverse();
        int output = Times.Length;
        for (int step = Log.Accepted; ; step--)
        {
            // What arrives at the end of the step before this one, or at the start.
            while (output > 0 && Log.OutputSteps[output - 1] == step)
                Primitives.Combine(lambda, _one, GradientAt(outputGradients, --output), lambda);
            if (step == 0)
                break;
            ReverseStep(step - 1, lambda, parameterGradient);
        }

        EndReverse();
        return new(OdeEnd.Reached, Times[0]);
    }

    /// <summary>Makes the buffers of the way back.</summary>
    private protected abstract void BeginReverse();

    /// <summary>Takes λ = ∂L/∂y from the end of a step to its start, and adds what the step contributes to ∂L/∂θ.</summary>
    /// <param name="step">Number of the step, from 0; they come last to first.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="parameterGradient">∂L/∂θ so far; empty if it is not asked for.</param>
    private protected abstract void ReverseStep(int step, Span<T> lambda, Span<T> parameterGradient);

    /// <summary>Lets go of the buffers of the way back.</summary>
    private protected abstract void EndReverse();
}
