using Soma.Dynamics.Solvers;

namespace Soma.Dynamics.Adjoints;

/// <summary>
/// The coefficients that a method's adjoint must be solved with for λᵀδ to be conserved exactly, stage by stage: A(i, j) = bⱼ − bⱼaⱼᵢ/bᵢ. Written from the end of the step backwards they are bⱼaⱼᵢ/bᵢ; a
/// stage of weight zero, which they would divide by, has a scale of its own.
/// </summary>
internal sealed class SymplecticPartner
{
    private readonly double[][] _ratios;

    public SymplecticPartner(Tableau tableau)
    {
        _ratios = new double[tableau.Stages][];
        for (int i = 0; i < tableau.Stages; i++)
        {
            Rational weight = tableau.ExactWeights[i], divisor = weight.IsZero ? new Rational(1, 1) : weight;
            _ratios[i] = [.. Enumerable.Range(i + 1, tableau.Stages - i - 1).Select(j => (tableau.ExactStages[j].Coefficients[i] / divisor).ToDouble())];
        }
    }

    /// <summary>aⱼᵢ/bᵢ for j = i + 1 … s; aⱼᵢ itself where bᵢ is zero.</summary>
    public ReadOnlySpan<double> Ratios(int i) => _ratios[i];
}
