namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>The three-eighths rule: order four like the classic method, with a smaller error and one more product.</summary>
internal sealed class ThreeEighths() : Tableau(
    "rk38",
    order: 4,
    "Kutta, 1901",
    rows: """
        0   |
        1/3 | 1/3
        2/3 | -1/3 1
        1   | 1    -1  1
        """,
    weights: "1/8 3/8 3/8 1/8");
