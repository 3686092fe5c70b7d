using System.Numerics;
using Soma.Data;
using Soma.Learning;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Training.Portraits;

/// <summary>Makes the portrait of a trained network: one pass over the samples with everyone watching, then a closer look at a few.</summary>
internal static class PortraitPainter
{
    private const int MostMistakes = 24, MostFields = 64, RateSamples = 256, RelaxationSamples = 64;
    private const double UsualPerturbation = 0.15;

    /// <summary>Makes it; the synapses stay as they are.</summary>
    /// <exception cref="ExperimentException">The dataset does not fit the network.</exception>
    public static Portrait Paint<T>(Experiment experiment, TrainingState<T> state, Dataset data, ThreadTeam team, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataFit.Require(experiment, data);
        ConfusionCount<T> confusion = new(data);
        MistakeGallery<T> mistakes = new(data, MostMistakes);
        RateSamples<T> rates = new(SampleLot.Draw(data.Count, RateSamples));
        Evaluator<T> evaluator = new(experiment, experiment.Rule.Create<T>(), data, team);
        EvaluationReport report = evaluator.Run(state.Synapses, state.Epoch, progress: null, cancellation, new Everyone<T>(confusion, mistakes, rates));
        return new Portrait
        {
            EpochsDone = state.Epoch,
            Dataset = data.Name,
            Confusion = confusion.Matrix,
            Mistakes = mistakes.Worst,
            ReceptiveFields = ReceptiveField.Of(state.Synapses, data, MostFields),
            Weights = ValueHistogram.OfWeights(state.Synapses),
            Rates = rates.Histograms,
            Relaxation = Relaxation(experiment, state, data, team),
            Neurons = NeuronChooser.Watch(experiment, state, data, SampleLot.Draw(data.Count, 1)[0], team),
            Divergence = report.Divergence,
        };
    }

    private static IReadOnlyList<RelaxationPoint> Relaxation<T>(Experiment experiment, TrainingState<T> state, Dataset data, ThreadTeam team)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] chosen = SampleLot.Draw(data.Count, RelaxationSamples);
        Batch<T> batch = new(chosen.Length, data.Features, data.Classes) { Random = new RandomStream(experiment.Seed).Split("trace") };
        data.Fill(chosen, batch);
        ILearningRule<T> rule = experiment.Rule.Create<T>();
        RelaxationWatch<T> watch = new(batch, experiment.Rule.Options is ICorrelativeOptions { Perturbation: > 0 } options ? options.Perturbation : UsualPerturbation);
        PhaseRecord<T> record = rule.Prepare(experiment.Network, chosen.Length, team);
        for (int phase = 0; phase < record.Count; phase++)
            record[phase].Observer = watch;
        return rule.RunPhases(state.Synapses, batch, record).HasDiverged ? [] : watch.Points;
    }

    private sealed class Everyone<T>(params IAnswerWatcher<T>[] watchers) : IAnswerWatcher<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void OnAnswers(int first, Batch<T> batch, Activity<T> activity)
        {
            foreach (IAnswerWatcher<T> watcher in watchers)
                watcher.OnAnswers(first, batch, activity);
        }
    }
}
