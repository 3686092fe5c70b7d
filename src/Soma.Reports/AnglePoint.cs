namespace Soma.Reports;

/// <summary>Alignment angles at a moment of training.</summary>
/// <param name="Updates">Minibatches learned since the start of training.</param>
/// <param name="Degrees">Between forward and feedback synapses, for layers 2 … P.</param>
public sealed record AnglePoint(long Updates, IReadOnlyList<double> Degrees);
