namespace Soma.Learning;

/// <summary>Which error the feedforward synapses of hidden layers learn from.</summary>
public enum FeedforwardUpdate
{
    /// <summary>The published way: e = r − W r_below, the difference between the rate and what the layer below predicts.</summary>
    Plain,

    /// <summary>
    /// The same read off the apical side (CorInfoMax, 23 and appendix H): e = (v_A − u) − εg u + (r − u). Equal to the plain one where the neuron has settled, and
    /// made of nothing but the neuron's own potentials.
    /// </summary>
    Apical,
}
