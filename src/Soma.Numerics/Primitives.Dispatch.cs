using System.Numerics;

namespace Soma.Numerics;

/// <summary>
/// The few operations that take the time, one per file. Each has a plain-loop specification in <see cref="Reference"/>, runs
/// on every <see cref="PrimitivePath"/>, allocates nothing, and gives the same bits for any path and any division of its
/// outputs among threads.
/// </summary>
public static partial class Primitives
{
    /// <summary>An operation that can run on any lanes.</summary>
    internal interface IOperation<T>
        where T : unmanaged
    {
        void Run<TLanes>()
            where TLanes : struct, ILanes<TLanes, T>;
    }

    internal static void Dispatch<T, TOperation>(TOperation operation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IOperation<T>
    {
        switch (PrimitivePaths.Current)
        {
            case PrimitivePath.Avx512:
                operation.Run<Lanes512<T>>();
                break;
            case PrimitivePath.Avx2:
                operation.Run<Lanes256<T>>();
                break;
            case PrimitivePath.Vector128:
                operation.Run<Lanes128<T>>();
                break;
            default:
                operation.Run<Lane<T>>();
                break;
        }
    }

    // The loops work on bare addresses. Without this a tensor that its owner has used for the last time could be collected under them.
    private static void KeepAlive<T>(Matrix<T> inputs, PanelMatrix<T> weights, Matrix<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GC.KeepAlive(inputs);
        GC.KeepAlive(weights);
        GC.KeepAlive(outputs);
    }
}
