using Soma.Data;
using Soma.Dynamics;
using Soma.Learning;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Benchmarks;

/// <summary>The published MNIST network, 784-500-10 with batches of 20, fed with images that are as sparse as MNIST's.</summary>
internal sealed class Learner : IDisposable
{
    private const int BatchSize = 20, Features = 784, Classes = 10, Batches = 8;

    // The share of MNIST's pixels that are black.
    private const double Blackness = 0.81;

    private readonly ThreadTeam _team;
    private readonly CorInfoMax<float> _rule = new(new CorInfoMaxOptions());
    private readonly Batch<float>[] _batches = new Batch<float>[Batches];
    private readonly PhaseRecord<float> _record;
    private int _step;

    public Learner(int threads)
    {
        RandomStream random = new RandomStream(1).Split("minibatch");
        Architecture architecture = new(Features, 500, Classes);
        _team = new ThreadTeam(threads);
        Synapses = _rule.Grow(architecture, random.Split("weights"));
        _record = ((ILearningRule<float>)_rule).Prepare(architecture, BatchSize, _team);
        for (int index = 0; index < Batches; index++)
            _batches[index] = Draw(random.Split($"batch/{index}"));
        Live();
    }

    public Synapses<float> Synapses { get; }

    public RelaxationEnd Live()
    {
        RelaxationOutcome outcome = _rule.RunPhases(Synapses, _batches[_step++ % Batches], _record);
        return outcome.HasDiverged ? throw new InvalidOperationException($"Diverged at layer {outcome.Layer}, sweep {outcome.Sweep}.") : outcome.End;
    }

    public void Learn() => _rule.Update(Synapses, _record, 1);

    public void Dispose() => _team.Dispose();

    private static Batch<float> Draw(RandomStream random)
    {
        Batch<float> batch = new(BatchSize, Features, Classes) { Count = BatchSize, Random = random };
        for (int sample = 0; sample < BatchSize; sample++)
        {
            batch.Labels[sample] = random.NextInt(Classes);
            foreach (ref float pixel in batch.Inputs.Row(sample))
                pixel = random.NextDouble() < Blackness ? 0 : (float)random.NextDouble();
        }

        batch.WriteTargets();
        return batch;
    }
}
