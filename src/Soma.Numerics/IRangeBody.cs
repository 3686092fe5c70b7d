namespace Soma.Numerics;

/// <summary>Work over a run of rows; called once per share.</summary>
public interface IRangeBody
{
    /// <summary>Does the work for some rows.</summary>
    /// <param name="rows">The share.</param>
    void Invoke(RowRange rows);
}
