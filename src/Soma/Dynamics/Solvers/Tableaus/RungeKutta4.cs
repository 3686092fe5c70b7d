namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>The classic method of order four.</summary>
internal sealed class RungeKutta4() : Tableau(
    "rk4",
    order: 4,
    "Kutta, 1901",
    rows: """
        0   |
        1/2 | 1/2
        1/2 | 0   1/2
        1   | 0   0   1
        """,
    weights: "1/6 1/3 1/3 1/6");
