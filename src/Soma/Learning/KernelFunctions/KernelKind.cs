using System.Numerics;

namespace Soma.Learning.KernelFunctions;

/// <summary>Kernels by name, as written in experiment files.</summary>
public enum KernelKind
{
    /// <summary>The cosine of the angle between two examples.</summary>
    Cosine,

    /// <summary>exp(−distance²/(2σ²)).</summary>
    Gaussian,

    /// <summary>The scalar product.</summary>
    Linear,
}

/// <summary>Makes kernels of their names.</summary>
public static class KernelKinds
{
    /// <summary>Makes a kernel.</summary>
    /// <typeparam name="T">The value type of the network.</typeparam>
    /// <param name="kind">Which.</param>
    /// <param name="sigma">σ of the Gaussian kernel, more than 0; the others do without.</param>
    public static KernelFunction<T> Create<T>(this KernelKind kind, double sigma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => kind switch
        {
            KernelKind.Gaussian => new GaussianKernel<T>(sigma),
            KernelKind.Linear => new LinearKernel<T>(),
            _ => new CosineSimilarityKernel<T>(),
        };
}
