using System.Numerics;

namespace Soma.Tests.Learning;

/// <summary>A value with its derivative by one variable: arithmetic with these differentiates by itself, to rounding.</summary>
internal readonly record struct Dual(double Value, double Slope = 0) :
    IAdditionOperators<Dual, Dual, Dual>, ISubtractionOperators<Dual, Dual, Dual>, IMultiplyOperators<Dual, Dual, Dual>, IDivisionOperators<Dual, Dual, Dual>
{
    public static implicit operator Dual(double value) => new(value);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Slope + b.Slope);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Slope - b.Slope);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, (a.Slope * b.Value) + (a.Value * b.Slope));

    public static Dual operator /(Dual a, Dual b) => new(a.Value / b.Value, ((a.Slope * b.Value) - (a.Value * b.Slope)) / (b.Value * b.Value));

    public static Dual Power(Dual a, double exponent) => new(Math.Pow(a.Value, exponent), exponent * Math.Pow(a.Value, exponent - 1) * a.Slope);

    public static Dual Exp(Dual a) => new(Math.Exp(a.Value), Math.Exp(a.Value) * a.Slope);

    public static Dual Sum(IEnumerable<Dual> values) => values.Aggregate(new Dual(0), static (sum, value) => sum + value);

    public static Dual Mean(IReadOnlyCollection<Dual> values) => Sum(values) / values.Count;
}
