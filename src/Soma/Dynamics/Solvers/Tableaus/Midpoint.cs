namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>The midpoint rule: the direction is taken half a step ahead.</summary>
internal sealed class Midpoint() : Tableau(
    "midpoint",
    order: 2,
    "Runge, 1895",
    rows: """
        0   |
        1/2 | 1/2
        """,
    weights: "0 1");
