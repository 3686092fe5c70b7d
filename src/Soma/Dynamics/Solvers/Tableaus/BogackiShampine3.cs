namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>The pair of orders three and two by Bogacki and Shampine.</summary>
internal sealed class BogackiShampine3() : Tableau(
    "bosh3",
    order: 3,
    "Bogacki and Shampine, 1989",
    rows: """
        0   |
        1/2 | 1/2
        3/4 | 0   3/4
        1   | 2/9 1/3 4/9
        """,
    weights: "2/9 1/3 4/9 0",
    companion: "7/24 1/4 1/3 1/8");
