namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>The pair of orders five and four by Dormand and Prince, the default of most solvers.</summary>
internal sealed class DormandPrince5() : Tableau(
    "dopri5",
    order: 5,
    "Dormand and Prince, 1980; error weights after Shampine, 1986",
    rows: """
        0    |
        1/5  | 1/5
        3/10 | 3/40       9/40
        4/5  | 44/45      -56/15      32/9
        8/9  | 19372/6561 -25360/2187 64448/6561 -212/729
        1    | 9017/3168  -355/33     46732/5247 49/176   -5103/18656
        1    | 35/384     0           500/1113   125/192  -2187/6784  11/84
        """,
    weights: "35/384 0 500/1113 125/192 -2187/6784 11/84 0",
    companion: "1951/21600 0 22642/50085 451/720 -12231/42400 649/6300 1/60");
