using System.Numerics;
using Soma.Learning.Rules;

namespace Soma.Tests.Golden;

/// <summary>The folder bp: backpropagation with either loss and optimizer.</summary>
internal sealed class BackpropagationGolden : IGoldenAlgorithm
{
    public string Folder => "bp";

    public bool IsInput(string tensor) => tensor is "x" or "y" || tensor.StartsWith("w.", StringComparison.Ordinal) || tensor.StartsWith("bias.", StringComparison.Ordinal);

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        BackpropagationOptions options = new()
        {
            Loss = PerceptronReplay<T>.LossOf(golden),
            OutputActivation = PerceptronReplay<T>.OutputOf(golden),
            Optimizer = PerceptronReplay<T>.OptimizerOf(golden),
            Rate = golden.Number("lr"),
        };
        return new PerceptronReplay<T>(golden, new Backpropagation<T>(options)).Run();
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(5e-6, 6e-4);
}
