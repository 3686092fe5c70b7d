namespace Soma.Dynamics.Solvers.Tableaus;

/// <summary>Euler's method: straight on. The published sweeps of CorInfoMax are its steps.</summary>
internal sealed class Euler() : Tableau("euler", order: 1, "Euler, 1768", rows: "0 |", weights: "1");
