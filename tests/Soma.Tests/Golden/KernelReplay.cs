using System.Numerics;
using Soma.Learning.KernelFunctions;
using Soma.Networks.Blocks;
using Soma.Numerics;

namespace Soma.Tests.Golden;

/// <summary>Kernel matrices and their dependence, as kernels.safetensors holds them.</summary>
internal sealed class KernelReplay<T>(GoldenCase golden)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, double[]> _computed = [];

    public IReadOnlyDictionary<string, double[]> Run()
    {
        double[] sigmas = golden.Numbers("sigmas");
        Matrix<T> centered = Of("onehot");
        for (int row = 0; row < centered.Rows; row++)
            Centering<T>.Apply(centered.Row(row), centered.Row(row));
        Matrix<T> labels = Compare(new CosineSimilarityKernel<T>(), centered);
        Keep("labels.centered_cossim", labels);
        Keep("labels.raw_cossim", Compare(new CosineSimilarityKernel<T>(), Of("onehot")));
        Keep("labels.centered_gauss0", Compare(new GaussianKernel<T>(sigmas[0]), centered));
        Add("linear", new LinearKernel<T>(), labels);
        Add("cossim", new CosineSimilarityKernel<T>(), labels);
        for (int index = 0; index < sigmas.Length; index++)
            Add($"gauss{index}", new GaussianKernel<T>(sigmas[index]), labels);
        return _computed;
    }

    private void Add(string name, KernelFunction<T> kernel, Matrix<T> labels)
    {
        Matrix<T> x = Compare(kernel, Of("X")), z = Compare(kernel, Of("Z"));
        Keep($"{name}.X", x);
        Keep($"{name}.Z", z);
        foreach ((string estimator, DependenceEstimator which, string dependence) in new[]
        {
            ("plausible", DependenceEstimator.Plausible, "phsic"),
            ("biased", DependenceEstimator.Biased, "hsic"),
        })
        {
            DependenceObjective<T> objective = new(which, golden.Number("gamma"), x.Rows);
            _computed[$"{name}.{dependence}"] = [objective.Dependence(x, z, x.Rows)];
            _computed[$"objective.{estimator}.{name}"] = [objective.Value(z, labels, z.Rows)];
        }
    }

    private static Matrix<T> Compare(KernelFunction<T> kernel, Matrix<T> examples)
    {
        using ThreadTeam team = new(1);
        KernelMatrix<T> matrix = new(kernel, examples.Rows, examples.Columns);
        matrix.Compare(examples, examples.Rows, new RowRange(0, examples.Rows), team);
        return matrix.Values;
    }

    private Matrix<T> Of(string tensor)
    {
        Matrix<T> matrix = new(golden.ShapeOf(tensor)[0], golden.ShapeOf(tensor)[1]);
        matrix.Import(Tensors.Of<T>(golden[tensor]));
        return matrix;
    }

    private void Keep(string name, Matrix<T> matrix) => _computed[name] = Tensors.Of(matrix);
}
