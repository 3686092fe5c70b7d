using System.Reflection;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Learning.Optimizers;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning;

/// <summary>A rule of the catalogue with a network to look into, in double, plain gradient descent in the place of an optimizer with a memory where that is asked for.</summary>
internal sealed class ToyNetwork : IDisposable
{
    // Options that change what is read, or how often, and that the defaults leave out.
    private static readonly string[] _variants =
    [
        "corinfomax ThreePhase=True",
        "corinfomax FeedforwardUpdate=Apical",
        "corinfomax TrackCorrelations=True",
        "corinfomax WeightDecay=True",
        "equilibrium-propagation ThreePhase=True",
        "feedback-alignment Feedback=Direct",
        "feedback-alignment Feedback=Sign",
        "feedback-alignment Feedback=FixedMagnitude",
        "feedback-alignment Feedback=BatchMagnitude",
        "backpropagation Loss=MeanSquared OutputActivation=Relu",
        "phsic Kernel=Gaussian Estimator=Biased",
        "phsic Grouping=False DivisiveNormalization=False",
        "phsic BatchNormalization=True Nonlinearity=Selu",
        "phsic Estimator=Online",
        "block-backpropagation BatchNormalization=True DivisiveNormalization=True",
        "block-feedback-alignment DivisiveNormalization=True",
        "block-feedback-alignment Feedback=Sign",
        "block-feedback-alignment Feedback=Sign Manhattan=True",
        "layer-classification FixedFeedback=True DivisiveNormalization=True",
    ];

    private readonly ThreadTeam _team = new(1);

    /// <param name="rule">Name of a rule, and options after it as in <see cref="_variants"/>.</param>
    /// <param name="architecture">The layers.</param>
    /// <param name="plainDescent">Whether gradient descent without a memory takes the optimizer's place.</param>
    public ToyNetwork(string rule, Architecture architecture, bool plainDescent = false)
    {
        string[] words = rule.Split(' ');
        RuleInfo info = RuleCatalog.Find(words[0])!;
        object options = Activator.CreateInstance(info.Options)!;
        foreach (string[] change in words[1..].Select(static word => word.Split('=')))
        {
            PropertyInfo option = info.Options.GetProperty(change[0])!;
            option.SetValue(options, option.PropertyType.IsEnum ? Enum.Parse(option.PropertyType, change[1]) : bool.Parse(change[1]));
        }

        foreach (PropertyInfo optimizer in info.Options.GetProperties().Where(property => plainDescent && property.PropertyType == typeof(OptimizerOptions)))
            optimizer.SetValue(options, new OptimizerOptions { Name = "sgd" });
        foreach (PropertyInfo rates in info.Options.GetProperties().Where(static property => property.PropertyType == typeof(IReadOnlyList<double>)))
            rates.SetValue(options, Stretched((IReadOnlyList<double>)rates.GetValue(options)!, rates.Name == "FeedforwardRates" ? architecture.OutputLayer : architecture.OutputLayer - 1));
        Rule = info.Create<double>(options);
        Synapses = Rule.Grow(architecture, new RandomStream(5));
        Record = Rule.Prepare(architecture, Toy.BatchSize, _team);
    }

    public ILearningRule<double> Rule { get; }

    public Synapses<double> Synapses { get; }

    public PhaseRecord<double> Record { get; }

    public Batch<double> Batch { get; } = new(Toy.BatchSize, Toy.Features, Toy.Classes);

    public static TheoryData<string> Rules() => [.. RuleCatalog.All.Select(static rule => rule.Name), .. _variants];

    /// <summary>Every tensor by name, copied.</summary>
    public Dictionary<string, double[]> Copy() => Synapses.All.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToArray());

    public void Restore(IReadOnlyDictionary<string, double[]> values)
    {
        foreach ((string name, PanelMatrix<double> tensor) in Synapses.All)
            tensor.Import(values[name]);
    }

    /// <summary>Fills the batch with the first samples of a minibatch of the toy.</summary>
    public void Give(int number, int samples = Toy.BatchSize)
    {
        Toy.Fill(Batch, number);
        Batch.Count = samples;
        Batch.Random = new RandomStream(11).Split("toy");
    }

    public RelaxationOutcome Live()
    {
        Batch.Random = new RandomStream(11).Split("toy");
        return Rule.RunPhases(Synapses, Batch, Record);
    }

    public void Train(int minibatches)
    {
        for (int number = 0; number < minibatches; number++)
        {
            Give(number);
            Live();
            Rule.Update(Synapses, Record, rateFactor: 1);
        }
    }

    /// <summary>What one update changes, by tensor; the synapses are left as they were.</summary>
    public Dictionary<string, double[]> Changes()
    {
        Dictionary<string, double[]> before = Copy();
        Live();
        Rule.Update(Synapses, Record, rateFactor: 1);
        Dictionary<string, double[]> after = Copy();
        Restore(before);
        return after.ToDictionary(static pair => pair.Key, pair => pair.Value.Zip(before[pair.Key], static (now, then) => now - then).ToArray());
    }

    public void Dispose() => _team.Dispose();

    // The defaults are those of a published network with one hidden layer; deeper layers get the last rate.
    private static double[] Stretched(IReadOnlyList<double> rates, int layers) => [.. Enumerable.Range(0, layers).Select(layer => rates[Math.Min(layer, rates.Count - 1)])];
}
