namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>Heun's method, its error measured by Euler's.</summary>
internal sealed class AdaptiveHeun() : Tableau(
    "adaptive-heun",
    order: 2,
    "Heun, 1900",
    rows: """
        0 |
        1 | 1
        """,
    weights: "1/2 1/2",
    companion: "0 1");
