namespace Soma.Numerics;

/// <summary>An elementwise formula of one signal.</summary>
/// <typeparam name="T">The value type.</typeparam>
public interface IFormula1<T>
    where T : unmanaged
{
    /// <summary>The formula, for one value or a register of them.</summary>
    /// <param name="a">First signal.</param>
    TLanes Invoke<TLanes>(TLanes a)
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>An elementwise formula of two signals.</summary>
/// <typeparam name="T">The value type.</typeparam>
public interface IFormula2<T>
    where T : unmanaged
{
    /// <summary>The formula, for one value or a register of them.</summary>
    /// <param name="a">First signal.</param>
    /// <param name="b">Second signal.</param>
    TLanes Invoke<TLanes>(TLanes a, TLanes b)
        where TLanes : struct, ILanes<TLanes, T>;
}

/// <summary>An elementwise formula of three signals.</summary>
/// <typeparam name="T">The value type.</typeparam>
public interface IFormula3<T>
    where T : unmanaged
{
    /// <summary>The formula, for one value or a register of them.</summary>
    /// <param name="a">First signal.</param>
    /// <param name="b">Second signal.</param>
    /// <param name="c">Third signal.</param>
    TLanes Invoke<TLanes>(TLanes a, TLanes b, TLanes c)
        where TLanes : struct, ILanes<TLanes, T>;
}
