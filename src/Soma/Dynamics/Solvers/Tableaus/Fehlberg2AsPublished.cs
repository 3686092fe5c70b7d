namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>
/// Fehlberg's pair as the code published with the symplectic adjoint has it: the weights of the solution of order one stand where the difference should, so that the whole increment is taken for the
/// error, and hundreds of steps are made where five would do. It is here to repeat published runs.
/// </summary>
internal sealed class Fehlberg2AsPublished() : Tableau(
    "fehlberg2-as-published",
    order: 2,
    "as in the code of Matsubara, Miyatake and Yaguchi, 2021",
    rows: """
        0   |
        1/2 | 1/2
        1   | 1/256 255/256
        """,
    weights: "1/512 255/256 1/512",
    companion: "1/256 255/256 0",
    errorWeights: "1/256 255/256 0");
