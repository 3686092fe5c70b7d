using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Training;

namespace Soma.Cli.Benchmarks;

/// <summary>A field, a solution of a known number of steps, and how long its gradient is timed.</summary>
/// <param name="Method">The Runge–Kutta method.</param>
/// <param name="Samples">Samples of the batch.</param>
/// <param name="Width">Values of a sample.</param>
/// <param name="Hidden">Units of each hidden layer.</param>
/// <param name="Activation">What hidden units make of their input.</param>
/// <param name="Precision">The value type.</param>
/// <param name="Threads">Threads that divide the samples.</param>
/// <param name="Seconds">About how long each number of steps is timed.</param>
internal sealed record GradientPlan(
    Tableau Method, int Samples, int Width, IReadOnlyList<int> Hidden, FieldActivation Activation, Precision Precision, int Threads, double Seconds)
{
    /// <summary>The solution goes from time 0 to this.</summary>
    public const double End = 1;

    /// <summary>Options that make so many steps: by their number, or by a first step that never grows and a tolerance that everything meets.</summary>
    /// <param name="steps">How many.</param>
    public OdeOptions OptionsFor(int steps) => new()
    {
        Method = Method.Name,
        StepsPerOutput = steps,
        FirstStep = End / steps,
        Growth = 1,
        RelativeTolerance = 1,
        AbsoluteTolerance = 1e6,
        MaxSteps = steps + 1,
    };
}
