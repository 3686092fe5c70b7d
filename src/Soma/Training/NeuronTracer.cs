using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Metrics;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training;

/// <summary>Lets a trained network live through one sample and watches.</summary>
internal static class NeuronTracer
{
    /// <summary>Watches the neurons; the synapses stay as they are.</summary>
    public static NeuronTrace Run<T>(Experiment experiment, TrainingState<T> state, SampleChoice choice, NeuronChoice neurons, ThreadTeam team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataFit.Require(experiment, choice.Data);
        if (choice.Sample < 0 || choice.Sample >= choice.Data.Count)
            throw new ArgumentException($"'{choice.Data.Name}' has no sample {choice.Sample}; its samples go from 0 to {choice.Data.Count - 1}.", nameof(choice));
        Architecture network = experiment.Network;
        SweepTrace<T> trace = new(network, neurons.Layer, neurons.Units);
        ILearningRule<T> rule = experiment.Rule.Create<T>();
        Batch<T> batch = new(1, choice.Data.Features, choice.Data.Classes) { Random = new RandomStream(experiment.Seed).Split("trace") };
        experiment.Transform.Of(choice.Data).Fill([choice.Sample], batch);
        PhaseRecord<T> record = rule.Prepare(network, 1, team);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = trace;
        RelaxationOutcome outcome = rule.RunPhases(state.Synapses, batch, record);
        Divergence? divergence = outcome.HasDiverged ? Divergence.Of(outcome, state.Epoch, state.Minibatch, duringEvaluation: true) : null;
        return new NeuronTrace(batch.Labels[0], Accuracy.Answer<T>(record[0].Rates[network.OutputLayer].Row(0)), trace.States, divergence);
    }
}

/// <summary>One sample of a dataset.</summary>
internal readonly record struct SampleChoice(Dataset Data, int Sample);

/// <summary>A few neurons of a layer.</summary>
internal readonly record struct NeuronChoice(int Layer, IReadOnlyList<int> Units);
