using System.Numerics;
using Soma.Data;
using Soma.Dynamics;
using Soma.Learning.Rules;
using Soma.Networks;
using Soma.Numerics;

namespace Soma.Tests.Learning.Rules;

/// <summary>A network with its rule and a batch, to be relaxed and taught by hand.</summary>
internal sealed class ContinuousLife<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ThreadTeam _team;

    public ContinuousLife(CorInfoMaxOptions options, int threads = 1)
    {
        _team = new ThreadTeam(threads);
        Rule = new CorInfoMax<T>(options);
        Synapses = Rule.Grow(CorInfoMaxContinuousTests.Architecture, new RandomStream(3));
        Record = Rule.Prepare(CorInfoMaxContinuousTests.Architecture, Toy.BatchSize, _team);
        Toy.Fill(Batch, 1);
    }

    public CorInfoMax<T> Rule { get; }

    public Synapses<T> Synapses { get; }

    public PhaseRecord<T> Record { get; }

    public Batch<T> Batch { get; } = new(Toy.BatchSize, Toy.Features, Toy.Classes);

    public RelaxationOutcome Live() => Rule.RunPhases(Synapses, Batch, Record);

    public void Step()
    {
        Live();
        Rule.Update(Synapses, Record, 0.3);
    }

    public void Train(int from, int to)
    {
        for (int number = from; number < to; number++)
        {
            Toy.Fill(Batch, number);
            Step();
        }
    }

    public T[] Values() => [.. Synapses.All.SelectMany(static pair => pair.Value.ToArray())];

    public void CopySynapsesFrom(ContinuousLife<T> other)
    {
        foreach ((KeyValuePair<string, PanelMatrix<T>> mine, KeyValuePair<string, PanelMatrix<T>> theirs) in Synapses.All.Zip(other.Synapses.All))
            mine.Value.Import(theirs.Value.ToArray());
    }

    public void Dispose() => _team.Dispose();
}
