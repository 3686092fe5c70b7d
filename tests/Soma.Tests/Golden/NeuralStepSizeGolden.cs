using Soma.Dynamics;

namespace Soma.Tests.Golden;

/// <summary>The folder lr-schedule: neural step sizes η_t.</summary>
internal sealed class NeuralStepSizeGolden : IGoldenAlgorithm
{
    public string Folder => "lr-schedule";

    public bool IsInput(string tensor) => false;

    public IReadOnlyDictionary<string, double[]> Compute<T>(GoldenCase golden)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        NeuralStepSize step = StepOf(golden);
        int sweeps = (int)golden.Number("iterations");
        return new Dictionary<string, double[]>
        {
            ["lr"] = [.. Enumerable.Range(0, sweeps).Select(sweep => double.CreateChecked(T.CreateChecked(step.At(sweep))))],
        };
    }

    public SinglePrecisionLimits LimitsFor(GoldenCase golden, string tensor) => new(5e-7, double.PositiveInfinity);

    public static NeuralStepSize StepOf(GoldenCase golden) => new()
    {
        Rule = golden.Text("neural_lr_rule") switch
        {
            "constant" => NeuralStepRule.Constant,
            "divide_by_loop_index" => NeuralStepRule.DivideByLoopIndex,
            "divide_by_slow_loop_index" => NeuralStepRule.DivideBySlowLoopIndex,
            string other => throw new InvalidDataException($"{golden.Name}: the neural step rule '{other}' is unknown."),
        },
        Start = golden.Number("neural_lr_start"),
        Stop = golden.Number("neural_lr_stop"),
        Decay = golden.Number("neural_lr_decay_multiplier"),
    };
}
