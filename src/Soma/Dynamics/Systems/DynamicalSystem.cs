using System.Reflection;
using Soma.Dynamics.Fields;
using Soma.Dynamics.Solvers;
using Soma.Numerics;

namespace Soma.Dynamics.Systems;

/// <summary>
/// A law of motion that is known, to make trajectories from which a field is learned that knows nothing of it. The catalogue finds every class that derives from it: a new system is one file.
/// </summary>
public abstract class DynamicalSystem
{
    /// <summary>Describes the system.</summary>
    /// <param name="name">As written in experiment files.</param>
    /// <param name="summary">One line with the equation.</param>
    /// <param name="variables">Names of the values of a state; of a field over space one name, whatever the number of points.</param>
    private protected DynamicalSystem(string name, string summary, params IReadOnlyList<string> variables) => (Name, Summary, Variables) = (name, summary, variables);

    /// <summary>As written in experiment files, for example "spiral".</summary>
    public string Name { get; }

    /// <summary>One line with the equation.</summary>
    public string Summary { get; }

    /// <summary>Names of the values of a state; of a field over space one name.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Values of a state.</summary>
    public virtual int Width => Variables.Count;

    /// <summary>Distance between neighbouring points of a field over periodic space, in units of length; 0 for a system without space.</summary>
    public virtual double Spacing => 0;

    /// <summary>What does not change along a solution; none for a system that loses everything.</summary>
    public virtual IReadOnlyList<Invariant> Invariants => [];

    /// <summary>The true field.</summary>
    public abstract VectorField<double> CreateField();

    /// <summary>Draws where a trajectory starts.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="start">Receives the state, <see cref="Width"/> values.</param>
    public abstract void DrawStart(RandomStream random, Span<double> start);

    /// <summary>Makes a field that can learn the system from its trajectories. It is a perceptron from state to rate of change unless the system needs another structure.</summary>
    /// <param name="samples">Trajectories that move at once, at least 1.</param>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="activation">What hidden units make of their input.</param>
    /// <param name="team">Threads that divide the work; without one the caller does all.</param>
    public virtual LearnedField CreateLearner(int samples, IReadOnlyList<int> hidden, FieldActivation activation, ThreadTeam? team = null)
    {
        PerceptronField<double> field = new(samples, Width, hidden, activation, feelsTime: false, team);
        return new(field, field.Grow);
    }
}

/// <summary>A field that learns, and how it begins.</summary>
/// <param name="Field">The field; its state is one sample after the other.</param>
/// <param name="Grow">Draws all its parameters.</param>
public sealed record LearnedField(VectorField<double> Field, Action<RandomStream> Grow);

/// <summary>A number that does not change along a solution.</summary>
/// <param name="Name">For example "mass".</param>
/// <param name="Of">The number of a state.</param>
public sealed record Invariant(string Name, Func<ReadOnlySpan<double>, double> Of);

/// <summary>The systems of this assembly.</summary>
public static class SystemCatalog
{
    /// <summary>Every system, by name.</summary>
    public static IReadOnlyList<DynamicalSystem> All { get; } =
    [
        .. from type in Assembly.GetExecutingAssembly().GetTypes()
           where type.IsSubclassOf(typeof(DynamicalSystem)) && !type.IsAbstract
           let system = (DynamicalSystem)Activator.CreateInstance(type)!
           orderby system.Name
           select system,
    ];

    /// <summary>A system by name; null if there is none.</summary>
    /// <param name="name">For example "spiral".</param>
    public static DynamicalSystem? Find(string name) => All.FirstOrDefault(system => system.Name == name);
}
