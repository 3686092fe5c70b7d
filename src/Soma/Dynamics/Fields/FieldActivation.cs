namespace Soma.Dynamics.Fields;

/// <summary>What a hidden unit of a field makes of its input z. All but the last are smooth, as methods of high order need it.</summary>
public enum FieldActivation
{
    /// <summary>tanh z.</summary>
    Tanh,

    /// <summary>ln(1 + eᶻ).</summary>
    Softplus,

    /// <summary>1/(1 + e⁻ᶻ).</summary>
    Sigmoid,

    /// <summary>max(0, z). Its slope jumps at zero: adaptive methods make small steps there, and their order is lost.</summary>
    Relu,
}
