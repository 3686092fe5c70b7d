using System.Numerics;
using Soma.Numerics;

namespace Soma.Learning.Optimizers;

/// <summary>Synapses on their way down a gradient, which is either a sum of outer products, taken as they are moved, or written out already.</summary>
internal readonly struct Descent<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Threads take the inputs in runs of this many: whole tiles and whole cache lines.</summary>
    public const int InputsOfAShare = 20;

    private readonly MovingSynapses<T> _synapses;
    private readonly Gradient<T> _gradient;
    private readonly PanelMatrix<T>? _written;
    private readonly ThreadTeam _team;

    /// <summary>Down a sum of outer products.</summary>
    public Descent(MovingSynapses<T> synapses, in Gradient<T> gradient, ThreadTeam team)
    {
        _synapses = synapses;
        _gradient = gradient;
        _team = team;
    }

    /// <summary>Down a gradient that is written out.</summary>
    public Descent(MovingSynapses<T> synapses, PanelMatrix<T> written, ThreadTeam team)
    {
        _synapses = synapses;
        _written = written;
        _team = team;
    }

    /// <summary>The gradient as a Hebbian change; none where it is written out.</summary>
    public HebbianChange<T>? Hebbian => _written is null ? new(_synapses.Weights, _gradient, _team) : null;

    /// <summary>Takes one step with every synapse, down the gradient and <paramref name="decay"/>·θ.</summary>
    public void Take<TStep>(TStep step, double decay)
        where TStep : struct, ISynapseStep<T>
    {
        if (decay > 0)
            Take(new DecayInGradient<T, TStep>(T.CreateChecked(decay), step));
        else
            Take(step);
    }

    /// <summary>Takes one step with every synapse.</summary>
    public void Take<TStep>(TStep step)
        where TStep : struct, ISynapseStep<T>
    {
        if (_written is null)
            _team.For(_synapses.Weights.Inputs, InputsOfAShare, new AlongOuter<TStep>(_synapses, _gradient, step));
        else
            _team.For(_synapses.Weights.Inputs, InputsOfAShare, new AlongWritten<TStep>(_synapses, _written, step));
    }

    private readonly struct AlongOuter<TStep>(MovingSynapses<T> synapses, Gradient<T> gradient, TStep step) : IRangeBody
        where TStep : struct, ISynapseStep<T>
    {
        public void Invoke(RowRange rows) => Primitives.Descend(synapses, T.CreateChecked(gradient.Scale), gradient.Post, gradient.Pre, gradient.Samples, rows, step);
    }

    private readonly struct AlongWritten<TStep>(MovingSynapses<T> synapses, PanelMatrix<T> gradient, TStep step) : IRangeBody
        where TStep : struct, ISynapseStep<T>
    {
        public void Invoke(RowRange rows) => Primitives.Descend(synapses, gradient, rows, step);
    }
}
