namespace Soma.Learning;

/// <summary>What a network with a linear output is taught to make small.</summary>
public enum Loss
{
    /// <summary>L = 1/(M n_P) Σ (o − y)², the mean over samples and outputs.</summary>
    MeanSquared,

    /// <summary>L = −1/M Σ y·ln softmax(o), the mean over samples; targets are distributions.</summary>
    CrossEntropy,
}
