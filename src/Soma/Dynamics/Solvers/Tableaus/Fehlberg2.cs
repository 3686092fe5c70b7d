namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>Fehlberg's pair of orders two and one.</summary>
internal sealed class Fehlberg2() : Tableau(
    "fehlberg2",
    order: 2,
    "Fehlberg, 1969",
    rows: """
        0   |
        1/2 | 1/2
        1   | 1/256 255/256
        """,
    weights: "1/512 255/256 1/512",
    companion: "1/256 255/256 0");
