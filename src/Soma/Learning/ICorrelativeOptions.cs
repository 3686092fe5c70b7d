namespace Soma.Learning;

/// <summary>Options of a rule that maximizes correlative information, so that whoever measures it takes the same constants.</summary>
public interface ICorrelativeOptions
{
    /// <summary>ε, added to the correlations; positive.</summary>
    double Perturbation { get; }

    /// <summary>β, strength of the teacher.</summary>
    double Nudge { get; }
}
